package io.pirsch.benchmarks.jmh;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A servlet response that is committed when something is written, and nothing behind it.
 * Used again for the next visitor, as Tomcat does.
 */
final class RecycledResponse extends HttpServletResponseWrapper {

	private static final HttpServletResponse NOTHING = (HttpServletResponse) Proxy.newProxyInstance(
			RecycledResponse.class.getClassLoader(), new Class<?>[] { HttpServletResponse.class },
			(proxy, method, args) -> {
				throw new UnsupportedOperationException(method.getName());
			});

	private final String contentType;

	private final Body body = new Body();

	private boolean committed;

	RecycledResponse(String contentType) {
		super(NOTHING);
		this.contentType = contentType;
	}

	void recycle() {
		this.committed = false;
	}

	@Override
	public int getStatus() {
		return SC_OK;
	}

	@Override
	public String getContentType() {
		return this.contentType;
	}

	@Override
	public @Nullable String getHeader(String name) {
		return null;
	}

	@Override
	public Collection<String> getHeaders(String name) {
		return List.of();
	}

	@Override
	public int getBufferSize() {
		return 8192;
	}

	@Override
	public boolean isCommitted() {
		return this.committed;
	}

	@Override
	public ServletOutputStream getOutputStream() {
		return this.body;
	}

	private final class Body extends ServletOutputStream {

		@Override
		public void write(int b) {
			RecycledResponse.this.committed = true;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			RecycledResponse.this.committed = true;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new UnsupportedOperationException();
		}

	}

}
