package io.pirsch.tracking.jdbc;

/**
 * How much the table holds: what was last measured, and what this instance has done
 * since.
 */
final class Backlog {

	private long size;

	synchronized void measured(long size) {
		this.size = size;
	}

	synchronized void changed(int difference) {
		this.size += difference;
	}

	synchronized long size() {
		return Math.max(0, this.size);
	}

}
