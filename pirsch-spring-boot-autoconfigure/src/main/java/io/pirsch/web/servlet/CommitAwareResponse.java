package io.pirsch.web.servlet;

import java.io.IOException;
import java.io.PrintWriter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.HttpHeaders;

/**
 * Tells when the response is committed: it is flushed, or more is written than the buffer
 * holds; unless what has wrapped the response before holds it back. With its last byte it
 * is told before, so that the client can't ask for another page before this one is
 * recorded.
 * <p>
 * A writer is left as it is, unless the length was announced. What uses one renders the
 * page in one go, so that it is soon enough to record it afterwards, before the client
 * can know that the page has ended.
 */
final class CommitAwareResponse extends HttpServletResponseWrapper {

	private static final long UNKNOWN = Long.MAX_VALUE;

	private final TrackedRequest request;

	private long contentLength = UNKNOWN;

	private long written;

	CommitAwareResponse(HttpServletResponse response, TrackedRequest request) {
		super(response);
		this.request = request;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		ServletOutputStream stream = super.getOutputStream();
		if (!this.request.awaitsResponse()) {
			return stream;
		}
		this.request.prepare();
		return new CommitAwareOutputStream(stream, this);
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		if (!this.request.awaitsResponse()) {
			return super.getWriter();
		}
		this.request.prepare();
		PrintWriter writer = super.getWriter();
		return (this.contentLength != UNKNOWN) ? new PrintWriter(new CommitAwareWriter(writer, this)) : writer;
	}

	/**
	 * To be called before something is written.
	 */
	void beforeWrite(int length) {
		this.written += length;
		if (isComplete()) {
			beforeEnd();
		}
		else if (this.written > getBufferSize()) {
			this.request.prepare();
		}
	}

	/**
	 * Whether all of the length that was announced is written.
	 */
	boolean isComplete() {
		return this.written >= this.contentLength;
	}

	/**
	 * To be called after something was written or flushed.
	 */
	void afterWrite() {
		this.request.written();
	}

	/**
	 * To be called before what is written last.
	 */
	void beforeEnd() {
		this.request.commit();
	}

	/**
	 * To be called before what was written is flushed.
	 */
	void beforeFlush() {
		this.request.prepare();
	}

	@Override
	public void flushBuffer() throws IOException {
		beforeFlush();
		super.flushBuffer();
		afterWrite();
	}

	@Override
	public void resetBuffer() {
		super.resetBuffer();
		this.written = 0;
	}

	@Override
	public void reset() {
		super.reset();
		this.written = 0;
		this.contentLength = UNKNOWN;
	}

	@Override
	public void setContentLength(int length) {
		super.setContentLength(length);
		noteLength(length);
	}

	@Override
	public void setContentLengthLong(long length) {
		super.setContentLengthLong(length);
		noteLength(length);
	}

	@Override
	public void setHeader(String name, String value) {
		super.setHeader(name, value);
		noteLength(name, value);
	}

	@Override
	public void addHeader(String name, String value) {
		super.addHeader(name, value);
		noteLength(name, value);
	}

	private void noteLength(String name, String value) {
		if (HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
			try {
				noteLength(Long.parseLong(value));
			}
			catch (NumberFormatException ex) {
				noteLength(-1);
			}
		}
	}

	/**
	 * What is included may not set it.
	 */
	private void noteLength(long length) {
		this.contentLength = (length >= 0 && containsHeader(HttpHeaders.CONTENT_LENGTH)) ? length : UNKNOWN;
	}

}
