package io.pirsch.sample.webflux;

import io.pirsch.sample.site.AheadOfTimeTests;

/**
 * Runs this site's jar, which was processed ahead of time.
 */
class WebFluxAheadOfTimeIT extends AheadOfTimeTests {

}
