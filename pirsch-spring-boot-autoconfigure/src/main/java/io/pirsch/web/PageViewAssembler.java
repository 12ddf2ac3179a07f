package io.pirsch.web;

import io.pirsch.client.PageView;
import io.pirsch.client.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a request what Pirsch is told about it, if it may be told anything.
 */
final class PageViewAssembler {

	private final PrivacySignals privacySignals;

	private final ClientAddressResolver clientAddress;

	private final PageUrl pageUrl;

	private final PathRules paths;

	private final boolean hintsAreAskedFor;

	PageViewAssembler(WebSettings settings) {
		this.privacySignals = settings.privacySignals();
		this.clientAddress = settings.clientAddress();
		this.pageUrl = settings.pageUrl();
		this.paths = settings.paths();
		this.hintsAreAskedFor = settings.clientHints();
	}

	/**
	 * Assembles the page view of a request.
	 * @return the page view, or {@code null} if nothing may be told about the request, or
	 * its visitor cannot be told from others
	 */
	@Nullable PageView assemble(WebExchange exchange, RequestVisit visit) {
		String dnt = exchange.header("DNT");
		String brands = exchange.header("sec-ch-ua");
		String refusal = refusal(exchange, dnt, brands);
		if (refusal != null) {
			NotCounted.because(refusal, exchange);
			return null;
		}
		String userAgent = exchange.header("User-Agent");
		if (userAgent == null || userAgent.isBlank()) {
			NotCounted.because("it has no User-Agent", exchange);
			return null;
		}
		ClientAddress address = this.clientAddress.resolve(exchange);
		if (address == null) {
			NotCounted.because("the address of the visitor is not known", exchange);
			return null;
		}
		String url = exchange.url();
		String pageUrl = this.pageUrl.of(url, exchange, address);
		PageView.Builder page = PageView.builder(pageUrl, visitor(exchange, address.ip(), userAgent, brands))
			.acceptLanguage(cut(exchange, "Accept-Language", Cut.ACCEPT_LANGUAGE))
			.referrer(referrer(exchange, url, pageUrl, visit))
			.time(visit.openedAt())
			.cfConnectingIp(address.cfConnectingIp())
			.xForwardedFor(address.xForwardedFor())
			.forwarded(address.forwarded())
			.xRealIp(address.xRealIp())
			.dnt(Cut.toChars(dnt, Cut.DIGITS));
		visit.describe(page);
		return page.build();
	}

	/**
	 * Returns where the visitor came from; of a page of this site that is left out, the
	 * site alone, as its path may hold what is nobody's business.
	 */
	private @Nullable String referrer(WebExchange exchange, String url, String page, RequestVisit visit) {
		String header = exchange.header("Referer");
		boolean ownMatters = visit.needsOrigin() || !this.paths.areEmpty();
		String own = ownMatters ? Referrer.ownPage(header, page, url) : null;
		if (own == null) {
			return Referrer.of(header, url);
		}
		if (!this.paths.include(PageUrl.within(PageUrl.basePath(page, exchange), PageUrl.pathOf(own)))) {
			return page.substring(0, PageUrl.pathStart(page)) + "/";
		}
		visit.visitedPage(own);
		return Cut.toCodePoints(own, PageView.MAX_REFERRER);
	}

	private @Nullable String refusal(WebExchange exchange, @Nullable String dnt, @Nullable String brands) {
		if ("HEAD".equals(exchange.method())) {
			return "its method is HEAD";
		}
		if (this.privacySignals.objectTo(exchange, dnt)) {
			return "the visitor objects (DNT, Sec-GPC or opt-out cookie)";
		}
		return Speculation.isBehind(exchange, brands) ? "it is a prefetch or a preview" : null;
	}

	private Visitor visitor(WebExchange exchange, String ip, String userAgent, @Nullable String brands) {
		Visitor.Builder visitor = Visitor.builder(ip, Cut.toChars(userAgent, Cut.USER_AGENT));
		// A browser that sends any hint sends this one
		if (brands != null) {
			visitor.secChUa(Cut.toChars(brands, Cut.BRANDS))
				.secChUaMobile(cut(exchange, "sec-ch-ua-mobile", Cut.DIGITS))
				.secChUaPlatform(cut(exchange, "sec-ch-ua-platform", Cut.PLATFORM));
			if (this.hintsAreAskedFor) {
				visitor.secChUaPlatformVersion(cut(exchange, "Sec-CH-UA-Platform-Version", Cut.PLATFORM))
					.secChWidth(cut(exchange, "Sec-CH-Width", Cut.DIGITS))
					.secChViewportWidth(cut(exchange, "Sec-CH-Viewport-Width", Cut.DIGITS));
			}
		}
		return visitor.build();
	}

	private static @Nullable String cut(WebExchange exchange, String header, int max) {
		return Cut.toChars(exchange.header(header), max);
	}

}
