package io.pirsch.web.servlet;

import java.io.IOException;

import io.pirsch.web.browser.BrowserEndpoint;
import io.pirsch.web.browser.BrowserReply;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Answers requests for the script of the browser's half, and takes its messages.
 * <p>
 * To be registered for {@link BrowserEndpoint#scriptPath()} and
 * {@link BrowserEndpoint#messagePath()}.
 */
public class PirschBrowserFilter implements Filter {

	private final BrowserEndpoint endpoint;

	/**
	 * Creates the filter.
	 * @param endpoint what answers
	 */
	public PirschBrowserFilter(BrowserEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (!(request instanceof HttpServletRequest httpRequest
				&& response instanceof HttpServletResponse httpResponse)) {
			chain.doFilter(request, response);
			return;
		}
		ServletWebExchange exchange = new ServletWebExchange(httpRequest, httpResponse, null);
		String path = exchange.path().value();
		if (path.equals(this.endpoint.scriptPath())) {
			answer(httpRequest, path, this.endpoint.script(exchange), httpResponse);
		}
		else if (path.equals(this.endpoint.messagePath())) {
			answer(httpRequest, path, message(httpRequest, exchange), httpResponse);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private BrowserReply message(HttpServletRequest request, ServletWebExchange exchange) throws IOException {
		BrowserReply refusal = this.endpoint.refuse(exchange, request.getContentLengthLong());
		if (refusal != null) {
			return refusal;
		}
		int max = this.endpoint.maxMessageSize();
		byte[] body = request.getInputStream().readNBytes(max + 1);
		return (body.length > max) ? this.endpoint.tooLarge(exchange) : this.endpoint.accept(exchange, body);
	}

	private static void answer(HttpServletRequest request, String path, BrowserReply reply,
			HttpServletResponse response) throws IOException {
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((observation) -> observation.setPathPattern(path));
		response.setStatus(reply.status());
		reply.headers().forEach(response::setHeader);
		if (reply.body().length > 0) {
			response.setContentLength(reply.body().length);
			if (!"HEAD".equals(request.getMethod())) {
				response.getOutputStream().write(reply.body());
			}
		}
	}

}
