package io.pirsch.web.servlet;

import java.io.IOException;
import java.nio.ByteBuffer;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/**
 * Tells the response what happens to it.
 */
final class CommitAwareOutputStream extends ServletOutputStream {

	private final ServletOutputStream delegate;

	private final CommitAwareResponse response;

	CommitAwareOutputStream(ServletOutputStream delegate, CommitAwareResponse response) {
		this.delegate = delegate;
		this.response = response;
	}

	@Override
	public void write(int b) throws IOException {
		this.response.beforeWrite(1);
		this.delegate.write(b);
		this.response.afterWrite();
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.response.beforeWrite(length);
		this.delegate.write(bytes, offset, length);
		this.response.afterWrite();
	}

	@Override
	public void write(ByteBuffer buffer) throws IOException {
		this.response.beforeWrite(buffer.remaining());
		this.delegate.write(buffer);
		this.response.afterWrite();
	}

	@Override
	public void flush() throws IOException {
		this.response.beforeFlush();
		this.delegate.flush();
		this.response.afterWrite();
	}

	@Override
	public void close() throws IOException {
		this.response.beforeEnd();
		this.delegate.close();
	}

	@Override
	public boolean isReady() {
		return this.delegate.isReady();
	}

	@Override
	public void setWriteListener(WriteListener listener) {
		this.delegate.setWriteListener(listener);
	}

}
