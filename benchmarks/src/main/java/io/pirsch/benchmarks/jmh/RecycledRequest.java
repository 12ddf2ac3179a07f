package io.pirsch.benchmarks.jmh;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A servlet request with Tomcat's class of headers, and nothing behind it: what a filter
 * does not ask for is not there. Used again for the next visitor, as Tomcat does, whose
 * headers are bytes until somebody reads them.
 */
final class RecycledRequest extends HttpServletRequestWrapper {

	private static final HttpServletRequest NOTHING = (HttpServletRequest) Proxy.newProxyInstance(
			RecycledRequest.class.getClassLoader(), new Class<?>[] { HttpServletRequest.class },
			(proxy, method, args) -> {
				throw new UnsupportedOperationException(method.getName());
			});

	private final MimeHeaders headers = new MimeHeaders();

	private final List<Line> lines = new ArrayList<>();

	private final Map<String, Object> attributes = new ConcurrentHashMap<>();

	private final String origin;

	private final String path;

	private final String query;

	RecycledRequest(URI uri, HttpHeaders headers) {
		super(NOTHING);
		this.origin = uri.getScheme() + "://" + uri.getHost();
		this.path = uri.getRawPath();
		this.query = uri.getRawQuery();
		headers.forEach((name, values) -> values.forEach((value) -> this.lines
			.add(new Line(name.getBytes(StandardCharsets.ISO_8859_1), value.getBytes(StandardCharsets.ISO_8859_1)))));
	}

	void recycle() {
		this.attributes.clear();
		this.headers.recycle();
		for (Line line : this.lines) {
			this.headers.addValue(line.name, 0, line.name.length).setBytes(line.value, 0, line.value.length);
		}
	}

	@Override
	public String getMethod() {
		return "GET";
	}

	@Override
	public StringBuffer getRequestURL() {
		return new StringBuffer().append(this.origin).append(this.path);
	}

	@Override
	public String getRequestURI() {
		return this.path;
	}

	@Override
	public String getQueryString() {
		return this.query;
	}

	@Override
	public String getContextPath() {
		return "";
	}

	@Override
	public @Nullable String getHeader(String name) {
		return this.headers.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return this.headers.values(name);
	}

	@Override
	public String getRemoteAddr() {
		return "10.1.2.3";
	}

	@Override
	public DispatcherType getDispatcherType() {
		return DispatcherType.REQUEST;
	}

	@Override
	public boolean isAsyncStarted() {
		return false;
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return this.attributes.get(name);
	}

	@Override
	public void setAttribute(String name, Object value) {
		this.attributes.put(name, value);
	}

	private static final class Line {

		private final byte[] name;

		private final byte[] value;

		Line(byte[] name, byte[] value) {
			this.name = name;
			this.value = value;
		}

	}

}
