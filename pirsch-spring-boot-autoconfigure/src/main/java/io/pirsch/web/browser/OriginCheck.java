package io.pirsch.web.browser;

import java.util.Set;

import io.pirsch.web.RequestSource;
import io.pirsch.web.WebExchange;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message comes from a page of the site. Any site can make a browser send one,
 * but not what the browser says about it.
 *
 * @param allowed origins besides the site's own
 */
record OriginCheck(Set<String> allowed) {

	/**
	 * Finds the origin of the page that has sent a message.
	 * @return the origin, or {@code null} if the page is none of the site's, or nobody
	 * knows
	 */
	@Nullable String originOf(WebExchange exchange, RequestSource source) {
		String origin = exchange.header("Origin");
		String site = exchange.header("Sec-Fetch-Site");
		if (site != null) {
			if (site.equals("same-origin")) {
				return source.origin();
			}
		}
		else if (origin != null && RequestSource.originOf(origin).equals(source.origin())) {
			return source.origin();
		}
		return isAllowed(origin) ? origin : null;
	}

	boolean isAllowed(@Nullable String origin) {
		return origin != null && this.allowed.contains(origin);
	}

}
