package io.pirsch.web;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What a site can set about its page views. Immutable.
 */
public final class WebSettings {

	/**
	 * Default of {@link Builder#pageViews(boolean)}.
	 */
	public static final boolean PAGE_VIEWS = true;

	/**
	 * Content type of HTML, a default of {@link Builder#contentTypes(List)}.
	 */
	public static final String HTML = "text/html";

	/**
	 * Content type of XHTML, a default of {@link Builder#contentTypes(List)}.
	 */
	public static final String XHTML = "application/xhtml+xml";

	/**
	 * Default of {@link Builder#respectDoNotTrack(boolean)}.
	 */
	public static final boolean RESPECT_DO_NOT_TRACK = true;

	/**
	 * Default of {@link Builder#trustedProxies(List)}: the word for the proxies at
	 * addresses that nobody has on the internet.
	 */
	public static final String TRUSTED_PROXIES = "private";

	/**
	 * Default of {@link Builder#clientIpHeaders(List)}, separated by commas.
	 */
	public static final String CLIENT_IP_HEADERS = "CF-Connecting-IP,True-Client-IP,X-Forwarded-For,Forwarded,X-Real-IP";

	private final boolean pageViews;

	private final ContentTypes contentTypes;

	private final PathRules paths;

	private final PrivacySignals privacySignals;

	private final ClientAddressResolver clientAddress;

	private final PageUrl pageUrl;

	private final boolean clientHints;

	private final boolean notFoundEvent;

	private final BrowserViews browserViews;

	private WebSettings(Builder builder) {
		this.pageViews = builder.pageViews;
		this.contentTypes = (builder.contentTypes != null) ? builder.contentTypes
				: new ContentTypes(List.of(HTML, XHTML));
		this.paths = new PathRules(builder.include, builder.exclude);
		this.privacySignals = new PrivacySignals(builder.respectDoNotTrack, builder.respectGlobalPrivacyControl,
				builder.optOutCookie);
		String[] headers = (builder.clientIpHeaders != null) ? builder.clientIpHeaders
				: ClientAddressResolver.parseHeaders(List.of(CLIENT_IP_HEADERS.split(",")));
		this.clientAddress = new ClientAddressResolver((builder.trustedProxies != null) ? builder.trustedProxies
				: TrustedProxies.parse(List.of(TRUSTED_PROXIES)), headers);
		this.pageUrl = new PageUrl(builder.publicUrl, builder.queryParameters, new ForwardedUrl(headers));
		this.clientHints = builder.clientHints;
		this.notFoundEvent = builder.notFoundEvent;
		boolean nothingToComplement = !builder.pageViews && builder.browserViews == BrowserViews.COMPLEMENT;
		this.browserViews = nothingToComplement ? BrowserViews.NONE : builder.browserViews;
	}

	private WebSettings(WebSettings settings, PageUrl pageUrl) {
		this.pageViews = true;
		this.contentTypes = settings.contentTypes;
		this.paths = settings.paths;
		this.privacySignals = settings.privacySignals;
		this.clientAddress = settings.clientAddress;
		this.pageUrl = pageUrl;
		this.clientHints = settings.clientHints;
		this.notFoundEvent = false;
		this.browserViews = BrowserViews.NONE;
	}

	/**
	 * Returns the same settings for pages that somebody else has seen and tells us of:
	 * they are sent, and their URLs have scheme, host and path as they are told.
	 * @return the settings
	 */
	public WebSettings forReportedPages() {
		return new WebSettings(this, this.pageUrl.asReported());
	}

	/**
	 * Returns whether page views are sent.
	 * @return see {@link Builder#pageViews(boolean)}
	 */
	public boolean pageViews() {
		return this.pageViews;
	}

	ContentTypes contentTypes() {
		return this.contentTypes;
	}

	PathRules paths() {
		return this.paths;
	}

	PrivacySignals privacySignals() {
		return this.privacySignals;
	}

	ClientAddressResolver clientAddress() {
		return this.clientAddress;
	}

	PageUrl pageUrl() {
		return this.pageUrl;
	}

	boolean clientHints() {
		return this.clientHints;
	}

	/**
	 * Returns the content type of a page of which no other is known.
	 * @return the first of {@link Builder#contentTypes(List)}
	 */
	public String contentType() {
		return this.contentTypes.first();
	}

	/**
	 * Returns whether a page that is not found is told as an event.
	 * @return see {@link Builder#notFoundEvent(boolean)}
	 */
	public boolean notFoundEvent() {
		return this.notFoundEvent;
	}

	/**
	 * Returns which page views a script in the browser tells.
	 * @return see {@link Builder#browserViews(BrowserViews)}
	 */
	public BrowserViews browserViews() {
		return this.browserViews;
	}

	/**
	 * Returns the cookie by which a visitor has opted out.
	 * @return see {@link Builder#optOutCookie(String)}
	 */
	public @Nullable String optOutCookie() {
		return this.privacySignals.optOutCookie();
	}

	/**
	 * Returns a builder that holds the defaults.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builds {@link WebSettings}. Each method refuses bad input at once, so that a caller
	 * knows which setting it was. Not safe for use by several threads.
	 */
	public static final class Builder {

		private boolean pageViews = PAGE_VIEWS;

		private @Nullable ContentTypes contentTypes;

		private PathPattern[] include = {};

		private PathPattern[] exclude = {};

		private boolean respectDoNotTrack = RESPECT_DO_NOT_TRACK;

		private boolean respectGlobalPrivacyControl;

		private @Nullable TrustedProxies trustedProxies;

		private String @Nullable [] clientIpHeaders;

		private @Nullable String publicUrl;

		private @Nullable Set<String> queryParameters;

		private boolean clientHints;

		private boolean notFoundEvent;

		private BrowserViews browserViews = BrowserViews.NONE;

		private @Nullable String optOutCookie;

		private Builder() {
		}

		/**
		 * Sets whether page views are sent, {@code true} by default. Events and session
		 * extensions are sent in any case.
		 * @param pageViews whether page views are sent
		 * @return this builder
		 */
		public Builder pageViews(boolean pageViews) {
			this.pageViews = pageViews;
			return this;
		}

		/**
		 * Sets which paths count.
		 * @param patterns patterns as of Spring's {@link PathPattern}, relative to the
		 * context path; if empty, all paths count
		 * @return this builder
		 * @throws IllegalArgumentException if a pattern is malformed
		 */
		public Builder include(List<String> patterns) {
			this.include = PathRules.parse(patterns);
			return this;
		}

		/**
		 * Sets which paths do not count, even if they are included.
		 * @param patterns patterns as of Spring's {@link PathPattern}, relative to the
		 * context path
		 * @return this builder
		 * @throws IllegalArgumentException if a pattern is malformed
		 */
		public Builder exclude(List<String> patterns) {
			this.exclude = PathRules.parse(patterns);
			return this;
		}

		/**
		 * Sets which responses are pages, {@code text/html} and
		 * {@code application/xhtml+xml} by default.
		 * @param contentTypes content types without wildcards and parameters
		 * @return this builder
		 * @throws IllegalArgumentException if a content type is malformed or there is
		 * none
		 */
		public Builder contentTypes(List<String> contentTypes) {
			this.contentTypes = new ContentTypes(contentTypes);
			return this;
		}

		/**
		 * Sets whether nothing is sent about a visitor with {@code DNT: 1}, {@code true}
		 * by default.
		 * @param respect whether the objection is respected
		 * @return this builder
		 */
		public Builder respectDoNotTrack(boolean respect) {
			this.respectDoNotTrack = respect;
			return this;
		}

		/**
		 * Sets whether nothing is sent about a visitor with {@code Sec-GPC: 1},
		 * {@code false} by default.
		 * @param respect whether the objection is respected
		 * @return this builder
		 */
		public Builder respectGlobalPrivacyControl(boolean respect) {
			this.respectGlobalPrivacyControl = respect;
			return this;
		}

		/**
		 * Sets the proxies whose headers tell the visitor's address, and the scheme and
		 * host of the page: by default those at loopback, private, carrier-grade NAT and
		 * link-local addresses.
		 * @param proxies blocks in CIDR notation or single addresses, IPv4 or IPv6, and
		 * {@value WebSettings#TRUSTED_PROXIES} for the default; if empty, no header is
		 * believed
		 * @return this builder
		 * @throws IllegalArgumentException if a block is malformed; the message names it
		 */
		public Builder trustedProxies(List<String> proxies) {
			this.trustedProxies = TrustedProxies.parse(proxies);
			return this;
		}

		/**
		 * Sets the headers that tell the visitor's address, the first that does wins: by
		 * default {@code CF-Connecting-IP}, {@code True-Client-IP},
		 * {@code X-Forwarded-For}, {@code Forwarded} and {@code X-Real-IP}.
		 * @param names names of the headers in the order in which they are asked;
		 * {@code Forwarded} is read as RFC 7239 says, any other as a list of addresses
		 * @return this builder
		 * @throws IllegalArgumentException if a name is malformed
		 */
		public Builder clientIpHeaders(List<String> names) {
			this.clientIpHeaders = ClientAddressResolver.parseHeaders(names);
			return this;
		}

		/**
		 * Sets what stands before the path in the URL of a page, for a site behind a
		 * proxy that hides it and does not tell it by {@code X-Forwarded-Host} or
		 * {@code Forwarded}.
		 * @param publicUrl scheme and host, optionally with a path that the proxy
		 * removes, or {@code null} for what the server sees
		 * @return this builder
		 * @throws IllegalArgumentException if it is not such a URL
		 */
		public Builder publicUrl(@Nullable String publicUrl) {
			this.publicUrl = (publicUrl != null) ? PageUrl.checkPublicUrl(publicUrl) : null;
			return this;
		}

		/**
		 * Sets which query parameters are kept in the URL of a page.
		 * @param names decoded names of the parameters to keep, empty for none, or
		 * {@code null} for all
		 * @return this builder
		 */
		public Builder queryParameters(@Nullable List<String> names) {
			this.queryParameters = (names != null) ? Set.copyOf(names) : null;
			return this;
		}

		/**
		 * Sets whether pages ask browsers for client hints by {@code Accept-CH},
		 * {@code false} by default. The hints that browsers send only if asked are told
		 * only then.
		 * @param clientHints whether browsers are asked
		 * @return this builder
		 */
		public Builder clientHints(boolean clientHints) {
			this.clientHints = clientHints;
			return this;
		}

		/**
		 * Sets whether a page that is not found is told as the event
		 * {@code 404 Page Not Found}, {@code false} by default.
		 * @param notFoundEvent whether it is told
		 * @return this builder
		 */
		public Builder notFoundEvent(boolean notFoundEvent) {
			this.notFoundEvent = notFoundEvent;
			return this;
		}

		/**
		 * Sets which page views a script in the browser tells, none by default. If there
		 * are any, pages are marked in {@code Server-Timing}, so that the script knows
		 * whether the server has counted them.
		 * @param browserViews which page views the script tells; if all, the server
		 * counts none. Without page views of the server, there is nothing to complement
		 * @return this builder
		 */
		public Builder browserViews(BrowserViews browserViews) {
			this.browserViews = browserViews;
			return this;
		}

		/**
		 * Sets the cookie by which a visitor has opted out. Nothing is sent about a
		 * visitor who has it, whatever its value, unless it is empty. By default, there
		 * is none.
		 * @param optOutCookie name of the cookie, or {@code null} for none
		 * @return this builder
		 * @throws IllegalArgumentException if it is not such a name
		 */
		public Builder optOutCookie(@Nullable String optOutCookie) {
			Assert.isTrue(optOutCookie == null || optOutCookie.matches("[A-Za-z0-9_.-]+"),
					() -> "'%s' is not a name such as 'disable_pirsch', of letters, digits and '_.-'"
						.formatted(optOutCookie));
			this.optOutCookie = optOutCookie;
			return this;
		}

		/**
		 * Builds the settings.
		 * @return the settings
		 */
		public WebSettings build() {
			return new WebSettings(this);
		}

	}

}
