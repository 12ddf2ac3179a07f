package io.pirsch.client;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * A domain: a site with its dashboard. See the
 * <a href="https://docs.pirsch.io/api-sdks/api">API reference</a>, section "Domains".
 * Texts are never {@code null}.
 *
 * @param id id of the domain
 * @param definedAt when it was made, or {@code null} if unknown
 * @param modifiedAt when it was last changed, or {@code null} if unknown
 * @param userId id of the user it belongs to
 * @param organizationId id of the organization it belongs to, empty for none
 * @param hostname host name of the site
 * @param subdomain subdomain of the dashboard, without {@code .pirsch.io}
 * @param identificationCode public code that Pirsch's script in the browser sends with
 * @param publicDashboard whether everybody may see the dashboard
 * @param groupByTitle whether pages are grouped by title, too
 * @param disableScripts whether the scripts in the browser are switched off
 * @param importedStatistics whether it has imported statistics
 * @param subscriptionActive whether the subscription is active
 * @param subscriptionPlus whether the subscription is Plus; {@code false} if not told
 * @param freeTrial whether it is on trial; {@code false} if not told
 * @param pinned whether the user has pinned it; {@code false} if not told
 * @param googleUserId id of the linked Google user, empty for none
 * @param googleUserEmail e-mail address of the linked Google user, empty for none
 * @param gscDomain linked domain of Google Search Console, empty for none
 * @param timezone time zone of the dashboard, like {@code Europe/Berlin}; may be empty
 * @param displayName name shown instead of the host name, empty for none
 * @param customDomain custom domain of the dashboard, empty for none
 * @param activeVisitorsSeconds how long a visitor counts as active, in seconds, or
 * {@code null} for Pirsch's default
 * @param statisticsStart when the statistics begin, or {@code null} if unknown
 * @param themeId id of the theme
 * @param userRole role of the user, like {@code Owner}, in upper or lower case
 * @param settings settings of the dashboard by their names, may be empty
 * @param theme the theme, may be empty
 * @param themeSettings settings of the theme by their names, may be empty
 * @param metadata free-form metadata, may be empty
 */
public record Domain(String id, @JsonAlias("def_time") @Nullable Instant definedAt,
		@JsonAlias("mod_time") @Nullable Instant modifiedAt, String userId, String organizationId, String hostname,
		String subdomain, String identificationCode, @JsonAlias("public") boolean publicDashboard, boolean groupByTitle,
		boolean disableScripts, boolean importedStatistics, boolean subscriptionActive, boolean subscriptionPlus,
		boolean freeTrial, boolean pinned, String googleUserId, String googleUserEmail, String gscDomain,
		String timezone, String displayName, String customDomain, @Nullable Integer activeVisitorsSeconds,
		@Nullable Instant statisticsStart, String themeId, String userRole, Map<String, Object> settings,
		Map<String, Object> theme, Map<String, Object> themeSettings, Map<String, Object> metadata) {
}
