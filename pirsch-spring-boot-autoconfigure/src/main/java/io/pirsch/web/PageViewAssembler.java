package io.pirsch.web;

import io.pirsch.client.PageView;
import io.pirsch.client.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a request what Pirsch is told about it.
 */
final class PageViewAssembler {

	private final ClientAddressResolver clientAddress;

	private final PageUrl pageUrl;

	PageViewAssembler(WebSettings settings) {
		this.clientAddress = settings.clientAddress();
		this.pageUrl = settings.pageUrl();
	}

	/**
	 * Assembles the page view of a request.
	 * @return the page view, or {@code null} if the visitor cannot be told from others
	 */
	@Nullable PageView assemble(WebExchange exchange, RequestVisit visit) {
		String userAgent = exchange.header("User-Agent");
		if (userAgent == null || userAgent.isBlank()) {
			NotCounted.because("it has no User-Agent");
			return null;
		}
		ClientAddress address = this.clientAddress.resolve(exchange);
		if (address == null) {
			NotCounted.because("the address of the visitor is not known");
			return null;
		}
		String url = exchange.url();
		PageView.Builder page = PageView
			.builder(this.pageUrl.of(url, exchange, address), visitor(exchange, address.ip(), userAgent))
			.acceptLanguage(cut(exchange, "Accept-Language", Cut.ACCEPT_LANGUAGE))
			.referrer(Referrer.of(exchange.header("Referer"), url))
			.time(visit.openedAt())
			.cfConnectingIp(address.cfConnectingIp())
			.xForwardedFor(address.xForwardedFor())
			.forwarded(address.forwarded())
			.xRealIp(address.xRealIp())
			.dnt(cut(exchange, "DNT", Cut.DIGITS));
		visit.describe(page);
		return page.build();
	}

	private static Visitor visitor(WebExchange exchange, String ip, String userAgent) {
		Visitor.Builder visitor = Visitor.builder(ip, Cut.toChars(userAgent, Cut.USER_AGENT));
		String brands = cut(exchange, "Sec-CH-UA", Cut.BRANDS);
		// A browser that sends any hint sends this one, and all of them only if asked to
		return (brands != null) ? hints(exchange, visitor.secChUa(brands)).build() : visitor.build();
	}

	private static Visitor.Builder hints(WebExchange exchange, Visitor.Builder visitor) {
		return visitor.secChUaMobile(cut(exchange, "Sec-CH-UA-Mobile", Cut.DIGITS))
			.secChUaPlatform(cut(exchange, "Sec-CH-UA-Platform", Cut.PLATFORM))
			.secChUaPlatformVersion(cut(exchange, "Sec-CH-UA-Platform-Version", Cut.PLATFORM))
			.secChWidth(cut(exchange, "Sec-CH-Width", Cut.DIGITS))
			.secChViewportWidth(cut(exchange, "Sec-CH-Viewport-Width", Cut.DIGITS));
	}

	private static @Nullable String cut(WebExchange exchange, String header, int max) {
		return Cut.toChars(exchange.header(header), max);
	}

}
