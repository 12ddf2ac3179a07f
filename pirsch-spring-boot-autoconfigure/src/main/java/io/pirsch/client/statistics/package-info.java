/**
 * Typed statistics: what to read, and what comes back.
 * <p>
 * Unknown texts are empty and never {@code null}, lists and maps are never {@code null},
 * and numbers that Pirsch leaves out are 0.
 * <table>
 * <caption>Methods of {@link io.pirsch.client.statistics.PirschStatistics} and what they
 * call</caption>
 * <tr>
 * <th scope="col">method</th>
 * <th scope="col">endpoint</th>
 * </tr>
 * <tr>
 * <td>{@code overview}</td>
 * <td>{@code GET /api/v1/statistics/overview}</td>
 * </tr>
 * <tr>
 * <td>{@code totals}</td>
 * <td>{@code GET /api/v1/statistics/total}</td>
 * </tr>
 * <tr>
 * <td>{@code visitors}</td>
 * <td>{@code GET /api/v1/statistics/visitor}</td>
 * </tr>
 * <tr>
 * <td>{@code growth}</td>
 * <td>{@code GET /api/v1/statistics/growth}</td>
 * </tr>
 * <tr>
 * <td>{@code activeVisitors}</td>
 * <td>{@code GET /api/v1/statistics/active}</td>
 * </tr>
 * <tr>
 * <td>{@code hours}</td>
 * <td>{@code GET /api/v1/statistics/hours}</td>
 * </tr>
 * <tr>
 * <td>{@code minutes}</td>
 * <td>{@code GET /api/v1/statistics/minutes}</td>
 * </tr>
 * <tr>
 * <td>{@code weekdays}</td>
 * <td>{@code GET /api/v1/statistics/weekdays}</td>
 * </tr>
 * <tr>
 * <td>{@code sessionDuration}</td>
 * <td>{@code GET /api/v1/statistics/duration/session}</td>
 * </tr>
 * <tr>
 * <td>{@code timeOnPage}</td>
 * <td>{@code GET /api/v1/statistics/duration/page}</td>
 * </tr>
 * <tr>
 * <td>{@code hostnames}</td>
 * <td>{@code GET /api/v1/statistics/hostname}</td>
 * </tr>
 * <tr>
 * <td>{@code pages}</td>
 * <td>{@code GET /api/v1/statistics/page}</td>
 * </tr>
 * <tr>
 * <td>{@code entryPages}</td>
 * <td>{@code GET /api/v1/statistics/page/entry}</td>
 * </tr>
 * <tr>
 * <td>{@code exitPages}</td>
 * <td>{@code GET /api/v1/statistics/page/exit}</td>
 * </tr>
 * <tr>
 * <td>{@code eventPages}</td>
 * <td>{@code GET /api/v1/statistics/event/page}</td>
 * </tr>
 * <tr>
 * <td>{@code events}</td>
 * <td>{@code GET /api/v1/statistics/events}</td>
 * </tr>
 * <tr>
 * <td>{@code eventMetadata}</td>
 * <td>{@code GET /api/v1/statistics/event/meta}</td>
 * </tr>
 * <tr>
 * <td>{@code eventList}</td>
 * <td>{@code GET /api/v1/statistics/event/list}</td>
 * </tr>
 * <tr>
 * <td>{@code conversionGoals}</td>
 * <td>{@code GET /api/v1/statistics/goals}</td>
 * </tr>
 * <tr>
 * <td>{@code funnel}</td>
 * <td>{@code GET /api/v1/statistics/funnel}</td>
 * </tr>
 * <tr>
 * <td>{@code referrers}</td>
 * <td>{@code GET /api/v1/statistics/referrer}</td>
 * </tr>
 * <tr>
 * <td>{@code channels}</td>
 * <td>{@code GET /api/v1/statistics/channel}</td>
 * </tr>
 * <tr>
 * <td>{@code utmSources}</td>
 * <td>{@code GET /api/v1/statistics/utm/source}</td>
 * </tr>
 * <tr>
 * <td>{@code utmMediums}</td>
 * <td>{@code GET /api/v1/statistics/utm/medium}</td>
 * </tr>
 * <tr>
 * <td>{@code utmCampaigns}</td>
 * <td>{@code GET /api/v1/statistics/utm/campaign}</td>
 * </tr>
 * <tr>
 * <td>{@code utmContents}</td>
 * <td>{@code GET /api/v1/statistics/utm/content}</td>
 * </tr>
 * <tr>
 * <td>{@code utmTerms}</td>
 * <td>{@code GET /api/v1/statistics/utm/term}</td>
 * </tr>
 * <tr>
 * <td>{@code languages}</td>
 * <td>{@code GET /api/v1/statistics/language}</td>
 * </tr>
 * <tr>
 * <td>{@code countries}</td>
 * <td>{@code GET /api/v1/statistics/country}</td>
 * </tr>
 * <tr>
 * <td>{@code regions}</td>
 * <td>{@code GET /api/v1/statistics/region}</td>
 * </tr>
 * <tr>
 * <td>{@code cities}</td>
 * <td>{@code GET /api/v1/statistics/city}</td>
 * </tr>
 * <tr>
 * <td>{@code operatingSystems}</td>
 * <td>{@code GET /api/v1/statistics/os}</td>
 * </tr>
 * <tr>
 * <td>{@code operatingSystemVersions}</td>
 * <td>{@code GET /api/v1/statistics/os/version}</td>
 * </tr>
 * <tr>
 * <td>{@code browsers}</td>
 * <td>{@code GET /api/v1/statistics/browser}</td>
 * </tr>
 * <tr>
 * <td>{@code browserVersions}</td>
 * <td>{@code GET /api/v1/statistics/browser/version}</td>
 * </tr>
 * <tr>
 * <td>{@code screenClasses}</td>
 * <td>{@code GET /api/v1/statistics/screen}</td>
 * </tr>
 * <tr>
 * <td>{@code platforms}</td>
 * <td>{@code GET /api/v1/statistics/platform}</td>
 * </tr>
 * <tr>
 * <td>{@code tags}</td>
 * <td>{@code GET /api/v1/statistics/tags}</td>
 * </tr>
 * <tr>
 * <td>{@code tagValues}</td>
 * <td>{@code GET /api/v1/statistics/tag/details}</td>
 * </tr>
 * <tr>
 * <td>{@code sessions}</td>
 * <td>{@code GET /api/v1/statistics/session/list}</td>
 * </tr>
 * <tr>
 * <td>{@code sessionSteps}</td>
 * <td>{@code GET /api/v1/statistics/session/details}</td>
 * </tr>
 * <tr>
 * <td>{@code keywords}</td>
 * <td>{@code GET /api/v1/statistics/keywords}</td>
 * </tr>
 * <tr>
 * <td>{@code keywordPages}</td>
 * <td>{@code GET /api/v1/statistics/pages}</td>
 * </tr>
 * <tr>
 * <td>{@code options}</td>
 * <td>{@code GET /api/v1/statistics/options/{dimension}}</td>
 * </tr>
 * <tr>
 * <td>{@code eventMetadataOptions}</td>
 * <td>{@code GET /api/v1/statistics/options/metadata}</td>
 * </tr>
 * <tr>
 * <td>{@code tagValueOptions}</td>
 * <td>{@code GET /api/v1/statistics/options/tag/value}</td>
 * </tr>
 * <tr>
 * <td>{@code export}</td>
 * <td>{@code GET /api/v1/statistics}</td>
 * </tr>
 * <tr>
 * <td>{@code delete}</td>
 * <td>{@code DELETE /api/v1/statistics}</td>
 * </tr>
 * </table>
 *
 * @see <a href="https://docs.pirsch.io/api-sdks/api">API reference</a>
 */
@NullMarked
package io.pirsch.client.statistics;

import org.jspecify.annotations.NullMarked;
