package io.pirsch.autoconfigure;

import java.util.List;

import io.pirsch.web.BrowserViews;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for the browser's half: a script that tells what the server
 * can't see.
 *
 * @param enabled Whether the script is served and its messages are taken.
 * @param path Path below which the script 'p.js' and the endpoint 'p' are; a neutral one
 * is blocked less.
 * @param pageViews Which page views the script tells.
 * @param optOutCookie Name of the cookie by which visitors opt out of both halves; empty
 * for none.
 * @param allowedOrigins Comma-separated list of origins besides the site's own whose
 * pages may send messages.
 * @param maxMessageSize Size of the largest message that is read.
 * @param rateLimit Number of messages a minute that are taken from one address, or from
 * one /64 network of IPv6.
 * @param queueShare Percentage of the queue above which messages of browsers are refused.
 * @param order Order of the filter that answers the script's requests.
 */
@ConfigurationProperties("pirsch.browser")
public record PirschBrowserProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/pirsch") String path,
		@DefaultValue("complement") BrowserViews pageViews, @DefaultValue("disable_pirsch") String optOutCookie,
		@DefaultValue List<String> allowedOrigins, @DefaultValue("8KB") DataSize maxMessageSize,
		@DefaultValue("120") int rateLimit, @DefaultValue("50") int queueShare, @DefaultValue("-110") int order) {

	/**
	 * Returns which page views the script tells, if there is one.
	 */
	BrowserViews views() {
		return this.enabled ? this.pageViews : BrowserViews.NONE;
	}

	/**
	 * Returns the cookie by which visitors opt out, if there is one.
	 */
	@Nullable String optOut() {
		return (this.enabled && !this.optOutCookie.isEmpty()) ? this.optOutCookie : null;
	}

}
