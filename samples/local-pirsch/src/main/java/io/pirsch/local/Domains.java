package io.pirsch.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The one dashboard this stand-in has.
 */
class Domains {

	static final String ID = "localDom01";

	private static final Map<String, @Nullable Object> DOMAIN = domain();

	/**
	 * Without a selector the service answers with a list, with one by a single object.
	 */
	Answer list(ApiCall call) {
		Map<String, String> query = call.query();
		Map<String, String> selectors = Map.of("id", "id", "subdomain", "subdomain", "domain", "custom_domain");
		for (Map.Entry<String, String> selector : selectors.entrySet()) {
			String value = query.get(selector.getKey());
			if (value != null) {
				if (!value.equals(DOMAIN.get(selector.getValue()))) {
					throw new Refusal(404, "There is no such domain");
				}
				return Answer.ok(DOMAIN);
			}
		}
		String search = query.getOrDefault("search", "");
		return Answer.ok(String.valueOf(DOMAIN.get("hostname")).contains(search) ? List.of(DOMAIN) : List.of());
	}

	private static Map<String, @Nullable Object> domain() {
		Map<String, @Nullable Object> domain = new LinkedHashMap<>();
		domain.put("id", ID);
		domain.put("def_time", "2026-01-01T00:00:00Z");
		domain.put("mod_time", "2026-01-01T00:00:00Z");
		domain.put("user_id", "localUsr01");
		domain.put("organization_id", null);
		domain.put("hostname", "localhost");
		domain.put("subdomain", "local");
		domain.put("identification_code", "localIdentificationCode000000001");
		domain.put("public", false);
		domain.put("google_user_id", null);
		domain.put("google_user_email", null);
		domain.put("gsc_domain", null);
		domain.put("new_owner", null);
		domain.put("timezone", "UTC");
		domain.put("group_by_title", false);
		domain.put("active_visitors_seconds", 600);
		domain.put("disable_scripts", false);
		domain.put("statistics_start", null);
		domain.put("imported_statistics", false);
		domain.put("theme_id", "localThm01");
		domain.put("custom_domain", null);
		domain.put("display_name", "Local Pirsch");
		domain.put("metadata", null);
		domain.put("user_role", "Owner");
		domain.put("settings", null);
		domain.put("theme", null);
		domain.put("theme_settings", null);
		domain.put("pinned", false);
		domain.put("subscription_active", true);
		domain.put("free_trial", false);
		domain.put("subscription_plus", true);
		return domain;
	}

}
