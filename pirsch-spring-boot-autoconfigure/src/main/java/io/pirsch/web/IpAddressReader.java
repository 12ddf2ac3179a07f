package io.pirsch.web;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads IP addresses from text, without ever asking a name server.
 */
final class IpAddressReader {

	private IpAddressReader() {
	}

	/**
	 * Reads an address and nothing else.
	 * @return the address without its scope, or {@code null} if the text is none
	 */
	static @Nullable IpAddress parse(String text) {
		return (text.indexOf(':') >= 0) ? parseV6(text, 0, text.length()) : parseV4(text, 0, text.length());
	}

	/**
	 * Reads an address that may stand in brackets and may have a port, as servers and
	 * proxies write it.
	 * @return the address without scope and port, or {@code null} if the text is none
	 */
	static @Nullable IpAddress parseNode(String text, int from, int to) {
		int start = from;
		int end = to;
		while (start < end && isSpace(text.charAt(start))) {
			start++;
		}
		while (start < end && isSpace(text.charAt(end - 1))) {
			end--;
		}
		if (start == end) {
			return null;
		}
		if (text.charAt(start) == '[') {
			int close = text.indexOf(']', start);
			return (close > 0 && close < end && isPort(text, close + 1, end)) ? parseV6(text, start + 1, close) : null;
		}
		int colon = text.indexOf(':', start);
		if (colon < 0 || colon >= end) {
			return parseV4(text, start, end);
		}
		if (text.lastIndexOf(':', end - 1) == colon) {
			return isPort(text, colon, end) ? parseV4(text, start, colon) : null;
		}
		return parseV6(text, start, end);
	}

	private static boolean isSpace(char c) {
		return c == ' ' || c == '\t';
	}

	/**
	 * Whether this is nothing, a port, or a port that a proxy hides (RFC 7239, 6).
	 */
	private static boolean isPort(String text, int from, int to) {
		if (from == to) {
			return true;
		}
		int start = from + 1;
		if (text.charAt(from) != ':' || start == to) {
			return false;
		}
		if (text.charAt(start) == '_') {
			return true;
		}
		for (int i = start; i < to; i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return to - start <= 5;
	}

	private static @Nullable IpAddress parseV4(String text, int from, int to) {
		long value = 0;
		int octets = 0;
		int at = from;
		while (octets < 4) {
			int start = at;
			int octet = 0;
			while (at < to && at - start < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
				octet = octet * 10 + text.charAt(at++) - '0';
			}
			// A leading zero would make it octal for some and decimal for others
			boolean ambiguous = at - start > 1 && text.charAt(start) == '0';
			if (at == start || octet > 255 || ambiguous) {
				return null;
			}
			value = value << 8 | octet;
			octets++;
			if (octets < 4) {
				if (at == to || text.charAt(at) != '.') {
					return null;
				}
				at++;
			}
		}
		return (at == to) ? IpAddress.ofV4(value) : null;
	}

	private static @Nullable IpAddress parseV6(String text, int from, int to) {
		int scope = text.indexOf('%', from);
		int end = (scope >= 0 && scope < to) ? scope : to;
		int[] groups = new int[IpAddress.GROUPS];
		int count = 0;
		int gap = -1;
		int at = from;
		if (text.startsWith("::", from)) {
			gap = 0;
			at += 2;
		}
		while (at < end) {
			int colon = text.indexOf(':', at);
			int stop = (colon >= 0 && colon < end) ? colon : end;
			int dot = text.indexOf('.', at);
			if (dot >= 0 && dot < stop) {
				IpAddress v4 = parseV4(text, at, end);
				if (v4 == null || count > IpAddress.GROUPS - 2) {
					return null;
				}
				groups[count++] = (int) (v4.low() >>> 16) & 0xFFFF;
				groups[count++] = (int) v4.low() & 0xFFFF;
				break;
			}
			int group = parseGroup(text, at, stop);
			if (group < 0 || count == IpAddress.GROUPS) {
				return null;
			}
			groups[count++] = group;
			at = stop + 1;
			if (at < end && text.charAt(at) == ':') {
				if (gap >= 0) {
					return null;
				}
				gap = count;
				at++;
			}
			else if (stop < end && at == end) {
				return null;
			}
		}
		if ((gap < 0) ? count != IpAddress.GROUPS : count == IpAddress.GROUPS) {
			return null;
		}
		if (gap >= 0) {
			int tail = count - gap;
			System.arraycopy(groups, gap, groups, IpAddress.GROUPS - tail, tail);
			Arrays.fill(groups, gap, IpAddress.GROUPS - tail, 0);
		}
		return new IpAddress(join(groups, 0), join(groups, 4));
	}

	private static int parseGroup(String text, int from, int to) {
		int length = to - from;
		if (length < 1 || length > 4) {
			return -1;
		}
		int group = 0;
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			int digit = (c < 0x80) ? Character.digit(c, 16) : -1;
			if (digit < 0) {
				return -1;
			}
			group = group << 4 | digit;
		}
		return group;
	}

	private static long join(int[] groups, int from) {
		long value = 0;
		for (int i = from; i < from + 4; i++) {
			value = value << 16 | groups[i];
		}
		return value;
	}

}
