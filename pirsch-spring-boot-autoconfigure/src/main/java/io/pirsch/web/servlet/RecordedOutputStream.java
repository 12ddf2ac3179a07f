package io.pirsch.web.servlet;

import java.io.IOException;
import java.nio.ByteBuffer;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/**
 * Tells when the response is committed by what is written to it.
 */
final class RecordedOutputStream extends ServletOutputStream {

	private final ServletOutputStream delegate;

	private final Recording recording;

	private final int bufferSize;

	RecordedOutputStream(ServletOutputStream delegate, Recording recording, int bufferSize) {
		this.delegate = delegate;
		this.recording = recording;
		this.bufferSize = bufferSize;
	}

	@Override
	public void write(int b) throws IOException {
		this.delegate.write(b);
		this.recording.written();
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		beforeWrite(length);
		this.delegate.write(bytes, offset, length);
		this.recording.written();
	}

	@Override
	public void write(ByteBuffer buffer) throws IOException {
		beforeWrite(buffer.remaining());
		this.delegate.write(buffer);
		this.recording.written();
	}

	/**
	 * What does not fit into the buffer may be the whole page, and with the client before
	 * the call returns.
	 */
	private void beforeWrite(int length) {
		if (length > this.bufferSize) {
			this.recording.commit();
		}
	}

	@Override
	public void flush() throws IOException {
		this.recording.commit();
		this.delegate.flush();
	}

	@Override
	public void close() throws IOException {
		this.recording.commit();
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
