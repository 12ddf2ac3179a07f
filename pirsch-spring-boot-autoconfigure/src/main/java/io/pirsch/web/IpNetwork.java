package io.pirsch.web;

/**
 * A block of addresses.
 */
final class IpNetwork {

	private static final int V4_OFFSET = 96;

	private final IpAddress base;

	private final long highMask;

	private final long lowMask;

	private final boolean v4;

	private IpNetwork(IpAddress base, int bits) {
		this.base = base;
		this.highMask = mask(Math.min(bits, 64));
		this.lowMask = mask(Math.max(bits - 64, 0));
		this.v4 = base.isV4() && bits >= V4_OFFSET;
	}

	private static long mask(int bits) {
		return (bits == 0) ? 0 : -1L << (64 - bits);
	}

	/**
	 * Reads a block in CIDR notation, or a single address.
	 * @throws IllegalArgumentException if it is neither
	 */
	static IpNetwork parse(String block) {
		String text = block.strip();
		int slash = text.indexOf('/');
		IpAddress base = IpAddressReader.parse((slash < 0) ? text : text.substring(0, slash));
		if (base == null) {
			throw malformed(block);
		}
		int offset = (text.indexOf(':') < 0) ? V4_OFFSET : 0;
		int max = 128 - offset;
		if (slash < 0) {
			return new IpNetwork(base, 128);
		}
		int prefix = parsePrefix(text, slash + 1);
		if (prefix < 0 || prefix > max) {
			throw malformed(block);
		}
		return new IpNetwork(base, offset + prefix);
	}

	private static int parsePrefix(String text, int from) {
		int prefix = (from < text.length() && text.length() - from <= 3) ? 0 : -1;
		for (int i = from; i < text.length() && prefix >= 0; i++) {
			char c = text.charAt(i);
			prefix = (c >= '0' && c <= '9') ? prefix * 10 + c - '0' : -1;
		}
		return prefix;
	}

	private static IllegalArgumentException malformed(String block) {
		return new IllegalArgumentException(
				"Trusted proxy '%s' is neither an IP address such as '192.0.2.1' nor a block such as '10.0.0.0/8' or 'fd00::/8', nor the word 'private'"
					.formatted(block));
	}

	boolean contains(IpAddress address) {
		// Without this, a short IPv6 prefix such as ::/0 would hold all of IPv4
		return address.isV4() == this.v4 && ((address.high() ^ this.base.high()) & this.highMask) == 0
				&& ((address.low() ^ this.base.low()) & this.lowMask) == 0;
	}

}
