package io.pirsch.web.servlet;

import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import io.pirsch.web.WebExchange;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * A request and its response as the rules see them.
 */
class ServletWebExchange implements WebExchange {

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final @Nullable Integer status;

	private @Nullable PathContainer path;

	/**
	 * Creates the exchange.
	 * @param status the status that will be answered, or {@code null} for that of the
	 * response
	 */
	ServletWebExchange(HttpServletRequest request, HttpServletResponse response, @Nullable Integer status) {
		this.request = request;
		this.response = response;
		this.status = status;
	}

	@Override
	public String method() {
		return this.request.getMethod();
	}

	@Override
	@SuppressWarnings("JdkObsolete") // The Servlet API's own type
	public String url() {
		if (this.request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String path) {
			return urlBeforeForward(path, this.request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING));
		}
		StringBuffer url = this.request.getRequestURL();
		if (url.indexOf(";") >= 0) {
			url = new StringBuffer(SessionParameter.removedFrom(url.toString(), this.request));
		}
		String query = this.request.getQueryString();
		return ((query != null) ? url.append('?').append(query) : url).toString();
	}

	/**
	 * Behind a wrapper such as Spring Session's, the request looks like the forwarded one
	 * until the forward has ended.
	 */
	private String urlBeforeForward(String path, @Nullable Object query) {
		String url = this.request.getRequestURL().toString();
		String asked = url.substring(0, url.indexOf('/', url.indexOf("://") + 3))
				+ SessionParameter.removedFrom(path, this.request);
		return (query != null) ? asked + "?" + query : asked;
	}

	@Override
	public PathContainer path() {
		PathContainer path = this.path;
		if (path == null) {
			path = parsePath();
			this.path = path;
		}
		return path;
	}

	private PathContainer parsePath() {
		String asked = this.request.getRequestURI();
		String contextPath = this.request.getContextPath();
		if (this.request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String path) {
			asked = path;
			Object context = this.request.getAttribute(RequestDispatcher.FORWARD_CONTEXT_PATH);
			contextPath = (context != null) ? context.toString() : contextPath;
		}
		asked = SessionParameter.removedFrom(asked, this.request);
		contextPath = SessionParameter.removedFrom(contextPath, this.request);
		if (ServletRequestPathUtils.hasParsedRequestPath(this.request)) {
			RequestPath path = ServletRequestPathUtils.getParsedRequestPath(this.request);
			PathContainer parsed = path.pathWithinApplication();
			// During a forward, it is that of the forward. A DispatcherServlet that has a
			// path of its own leaves it out
			if (path.value().equals(asked) && parsed.value().length() == asked.length() - contextPath.length()) {
				return parsed;
			}
		}
		return RequestPath.parse(asked, contextPath).pathWithinApplication();
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeader(name);
	}

	@Override
	public List<String> headers(String name) {
		// Most are not there, and to enumerate what is not there costs more
		String first = this.request.getHeader(name);
		if (first == null) {
			return List.of();
		}
		Enumeration<String> values = this.request.getHeaders(name);
		values.nextElement();
		return values.hasMoreElements() ? Collections.list(this.request.getHeaders(name)) : List.of(first);
	}

	@Override
	public String remoteAddress() {
		// Where the client has gone, Tomcat and Jetty know no address any more. They do
		// know one where the client came over a socket of this machine
		String address = this.request.getRemoteAddr();
		return (address != null) ? address : "unknown";
	}

	@Override
	public int status() {
		return (this.status != null) ? this.status : this.response.getStatus();
	}

	@Override
	public @Nullable String contentType() {
		return this.response.getContentType();
	}

	@Override
	public @Nullable String responseHeader(String name) {
		return this.response.getHeader(name);
	}

	@Override
	public List<String> responseHeaders(String name) {
		Collection<String> values = this.response.getHeaders(name);
		return values.isEmpty() ? List.of() : List.copyOf(values);
	}

}
