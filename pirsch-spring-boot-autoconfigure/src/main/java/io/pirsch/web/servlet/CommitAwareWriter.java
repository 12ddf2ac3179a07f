package io.pirsch.web.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;

/**
 * Tells the response what happens to it, where its length was announced and its last byte
 * is to be known.
 */
final class CommitAwareWriter extends Writer {

	private final PrintWriter delegate;

	private final CommitAwareResponse response;

	private final Charset charset;

	CommitAwareWriter(PrintWriter delegate, CommitAwareResponse response) {
		this.delegate = delegate;
		this.response = response;
		this.charset = Charset.forName(response.getCharacterEncoding());
	}

	@Override
	public void write(char[] text, int offset, int length) {
		this.response.beforeWrite(new String(text, offset, length).getBytes(this.charset).length);
		this.delegate.write(text, offset, length);
		if (this.response.isComplete()) {
			// Tomcat says that it is committed then, and may still answer with an error
			this.delegate.flush();
		}
		this.response.afterWrite();
	}

	@Override
	public void flush() {
		this.response.beforeFlush();
		this.delegate.flush();
		this.response.afterWrite();
	}

	@Override
	public void close() throws IOException {
		this.response.beforeEnd();
		this.delegate.close();
	}

}
