package io.pirsch.web;

/**
 * An IP address, which {@link IpAddressReader} reads from text. Addresses of version 4
 * are held as those of version 6 they are mapped to, so each has one form only.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
record IpAddress(long high, long low) {

	static final int GROUPS = 8;

	private static final long V4_PREFIX = 0xFFFF_0000_0000L;

	static IpAddress ofV4(long value) {
		return new IpAddress(0, V4_PREFIX | value);
	}

	boolean isV4() {
		return this.high == 0 && (this.low & 0xFFFF_FFFF_0000_0000L) == V4_PREFIX;
	}

	boolean isUnspecified() {
		return this.high == 0 && (this.low == 0 || this.low == V4_PREFIX);
	}

	/**
	 * Returns the one text of this address: dotted for version 4, as in RFC 5952 for
	 * version 6.
	 */
	@Override
	public String toString() {
		return isV4() ? toStringV4() : toStringV6();
	}

	/**
	 * Returns the text of this address: that which it was read from, where this is
	 * nothing but an address of version 4, of which there is one way to write it.
	 * @param source what the address was read from, with whatever stands beside it
	 */
	String toString(String source) {
		return (isV4() && isDotted(source)) ? source : toString();
	}

	private static boolean isDotted(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c != '.' && (c < '0' || c > '9')) {
				return false;
			}
		}
		return true;
	}

	private String toStringV4() {
		StringBuilder text = new StringBuilder(15);
		for (int shift = 24; shift >= 0; shift -= 8) {
			text.append((int) (this.low >>> shift) & 0xFF);
			if (shift > 0) {
				text.append('.');
			}
		}
		return text.toString();
	}

	private String toStringV6() {
		int gap = -1;
		int gapLength = 1;
		for (int i = 0; i < GROUPS; i++) {
			int length = 0;
			while (i + length < GROUPS && group(i + length) == 0) {
				length++;
			}
			if (length > gapLength) {
				gap = i;
				gapLength = length;
			}
			i += length;
		}
		StringBuilder text = new StringBuilder(39);
		for (int i = 0; i < GROUPS; i++) {
			if (i == gap) {
				text.append("::");
				i += gapLength - 1;
				continue;
			}
			if (i > 0 && text.charAt(text.length() - 1) != ':') {
				text.append(':');
			}
			text.append(Integer.toHexString(group(i)));
		}
		return text.toString();
	}

	private int group(int index) {
		long half = (index < 4) ? this.high : this.low;
		return (int) (half >>> (16 * (3 - index % 4))) & 0xFFFF;
	}

}
