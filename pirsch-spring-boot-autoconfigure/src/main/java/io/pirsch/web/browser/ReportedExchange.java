package io.pirsch.web.browser;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.pirsch.client.PageView;
import io.pirsch.web.WebExchange;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * The page that a message is about, as if its visitor had just asked for it: the page is
 * that of the message, the visitor and the site are those of the request that brought it.
 */
final class ReportedExchange implements WebExchange {

	private final WebExchange request;

	private final BrowserMessage message;

	private final String url;

	private final PathContainer path;

	private final String contentType;

	/**
	 * What the request of a page would have said, where the request says something else.
	 */
	private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	/**
	 * Creates the exchange.
	 * @param request what brought the message
	 * @param origin scheme and host of the page
	 * @param path path of the page within the application
	 * @param contentType content type of pages
	 */
	ReportedExchange(WebExchange request, BrowserMessage message, String origin, String path, String contentType) {
		this.request = request;
		this.message = message;
		String query = message.query();
		this.url = origin + message.path() + ((query != null) ? "?" + query : "");
		this.path = PathContainer.parsePath(path);
		this.contentType = contentType;
		this.headers.put("Accept", List.of(contentType));
		this.headers.put("Sec-Fetch-Dest", List.of("document"));
		this.headers.put("Sec-Fetch-Mode", List.of("navigate"));
		String referrer = message.referrer();
		this.headers.put("Referer", (referrer != null) ? List.of(referrer) : List.of());
		for (String sentByScripts : List.of("X-Requested-With", "HX-Request", "Turbo-Frame")) {
			this.headers.put(sentByScripts, List.of());
		}
	}

	/**
	 * Adds the size of the screen to a page view that came by a message.
	 */
	static PageView addScreen(PageView page, WebExchange exchange) {
		if (!(exchange instanceof ReportedExchange reported)) {
			return page;
		}
		Integer width = reported.message.width();
		Integer height = reported.message.height();
		return (width != null && height != null) ? page.toBuilder().screen(width, height).build() : page;
	}

	@Override
	public String method() {
		return "GET";
	}

	@Override
	public String url() {
		return this.url;
	}

	@Override
	public PathContainer path() {
		return this.path;
	}

	@Override
	public @Nullable String header(String name) {
		List<String> values = this.headers.get(name);
		if (values == null) {
			return this.request.header(name);
		}
		return values.isEmpty() ? null : values.get(0);
	}

	@Override
	public List<String> headers(String name) {
		List<String> values = this.headers.get(name);
		return (values != null) ? values : this.request.headers(name);
	}

	@Override
	public @Nullable String remoteAddress() {
		return this.request.remoteAddress();
	}

	@Override
	public int status() {
		return 200;
	}

	@Override
	public @Nullable String contentType() {
		return this.contentType;
	}

	@Override
	public List<String> responseHeaders(String name) {
		return name.equalsIgnoreCase("Content-Type") ? List.of(this.contentType) : List.of();
	}

}
