package io.pirsch.web.servlet;

import java.io.IOException;
import java.io.PrintWriter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * Tells when the response is committed.
 * <p>
 * The writer is left as it is: what uses one renders a page in one go, so that it is soon
 * enough to record it afterwards. What is streamed, or has a length that tells the client
 * its end, is written to the output stream.
 */
final class RecordedResponse extends HttpServletResponseWrapper {

	private final Recording recording;

	RecordedResponse(HttpServletResponse response, Recording recording) {
		super(response);
		this.recording = recording;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		this.recording.prepare();
		return new RecordedOutputStream(super.getOutputStream(), this.recording, getBufferSize());
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		this.recording.prepare();
		return super.getWriter();
	}

	@Override
	public void flushBuffer() throws IOException {
		this.recording.commit();
		super.flushBuffer();
	}

}
