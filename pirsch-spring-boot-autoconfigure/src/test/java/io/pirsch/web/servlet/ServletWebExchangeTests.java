package io.pirsch.web.servlet;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServletWebExchange}.
 */
class ServletWebExchangeTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("PUT", "/site/a%20b");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final ServletWebExchange exchange = new ServletWebExchange(this.request, this.response, 418);

	@Test
	void tellsTheRequest() {
		this.request.setScheme("https");
		this.request.setServerName("example.com");
		this.request.setServerPort(443);
		this.request.setContextPath("/site");
		this.request.setQueryString("c=%26");
		this.request.setRemoteAddr("2001:db8:0:0:0:0:0:1");
		this.request.addHeader("X-Forwarded-For", "203.0.113.1");
		this.request.addHeader("X-Forwarded-For", "203.0.113.2");
		assertThat(this.exchange.method()).isEqualTo("PUT");
		assertThat(this.exchange.url()).isEqualTo("https://example.com/site/a%20b?c=%26");
		assertThat(this.exchange.path().value()).isEqualTo("/a%20b");
		assertThat(this.exchange.header("x-forwarded-for")).isEqualTo("203.0.113.1");
		assertThat(this.exchange.headers("x-forwarded-for")).containsExactly("203.0.113.1", "203.0.113.2");
		assertThat(this.exchange.header("X-Real-IP")).isNull();
		assertThat(this.exchange.headers("X-Real-IP")).isEmpty();
		assertThat(this.exchange.remoteAddress()).isEqualTo("2001:db8:0:0:0:0:0:1");
	}

	@Test
	void tellsTheResponse() {
		assertThat(this.exchange.status()).isEqualTo(418);
		assertThat(this.exchange.contentType()).isNull();
		assertThat(this.exchange.responseHeaders("Accept-CH")).isEmpty();
		this.response.setContentType("text/html;charset=UTF-8");
		this.response.addHeader("Accept-CH", "DPR");
		this.response.addHeader("Accept-CH", "RTT");
		assertThat(this.exchange.contentType()).isEqualTo("text/html;charset=UTF-8");
		assertThat(this.exchange.responseHeaders("accept-ch")).containsExactly("DPR", "RTT");
	}

	@ParameterizedTest
	@CsvSource({ "/page;jsessionid=A1, /page", "/page;x=1;jsessionid=A1;y=2, /page;x=1;y=2",
			"/a;jsessionid=A1/b;JSESSIONID=B2, /a/b", "/page;sid=A1, /page;sid=A1", "/page;x=1, /page;x=1",
			"/page;my.jsessionid=1;jsessionids=2, /page;my.jsessionid=1;jsessionids=2", "/page, /page" })
	void doesNotTellTheSessionThatIsInThePathWhateverTheCookieSays(String path, String expected) {
		this.request.setRequestURI(path);
		this.request.setQueryString("q=1;jsessionid=no");
		this.request.setRequestedSessionId("C3");
		this.request.setRequestedSessionIdFromURL(false);
		assertThat(this.exchange.url()).isEqualTo("http://localhost" + expected + "?q=1;jsessionid=no");
		assertThat(this.exchange.path().value()).isEqualTo(expected);
		ServletRequestPathUtils.parseAndCache(this.request);
		assertThat(this.exchange.path().value()).isEqualTo(expected);
		this.request.setAttribute(RequestDispatcher.FORWARD_REQUEST_URI, path);
		assertThat(this.exchange.url()).isEqualTo("http://localhost" + expected);
	}

	@Test
	void doesNotTellASessionOfAnotherName() {
		this.request.getServletContext().getSessionCookieConfig().setName("s.id");
		this.request.setRequestURI("/page;s.id=A1;x=1;jsessionid=B2;soid=C3");
		assertThat(this.exchange.url()).isEqualTo("http://localhost/page;x=1;soid=C3");
	}

	@Test
	void tellsWhatWasAskedForDuringAForward() {
		this.request.setRequestURI("/app/index.html");
		this.request.setQueryString("internal");
		this.request.setAttribute(RequestDispatcher.FORWARD_REQUEST_URI, "/app/teas");
		assertThat(this.exchange.url()).isEqualTo("http://localhost/app/teas");
		this.request.setAttribute(RequestDispatcher.FORWARD_QUERY_STRING, "q=1");
		assertThat(this.exchange.url()).isEqualTo("http://localhost/app/teas?q=1");
	}

	@Test
	void tellsThePathThatWasAskedForDuringAForward() {
		this.request.setContextPath("/app");
		this.request.setRequestURI("/app/index.html");
		ServletRequestPathUtils.parseAndCache(this.request);
		assertThat(path()).isSameAs(parsedPath());
		this.request.setAttribute(RequestDispatcher.FORWARD_REQUEST_URI, "/app/admin;jsessionid=A1/teas");
		assertThat(path().value()).isEqualTo("/admin/teas");
		this.request.setAttribute(RequestDispatcher.FORWARD_REQUEST_URI, "/shop/teas");
		this.request.setAttribute(RequestDispatcher.FORWARD_CONTEXT_PATH, "/shop");
		assertThat(path().value()).isEqualTo("/teas");
	}

	/**
	 * A forward of the server leaves its path in the attributes of the request that it
	 * was asked for.
	 */
	@Test
	void tellsThePathThatWasAskedForWhereAnotherIsParsed() {
		this.request.setContextPath("/app");
		this.request.setRequestURI("/app/index.html");
		ServletRequestPathUtils.parseAndCache(this.request);
		this.request.setRequestURI("/app/12345.html");
		assertThat(this.exchange.path().value()).isEqualTo("/12345.html");
	}

	private PathContainer path() {
		return new ServletWebExchange(this.request, this.response, null).path();
	}

	private PathContainer parsedPath() {
		return ServletRequestPathUtils.getParsedRequestPath(this.request).pathWithinApplication();
	}

}
