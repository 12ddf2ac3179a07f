package io.pirsch.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The query of a URL. Reads what browsers and bots send without ever refusing it.
 */
final class QueryString {

	private final String url;

	private final int start;

	private final int end;

	/**
	 * Finds the query of a URL, which may have none.
	 */
	QueryString(String url) {
		this.url = url;
		int hash = url.indexOf('#');
		this.end = (hash < 0) ? url.length() : hash;
		int mark = url.indexOf('?');
		this.start = (mark < 0 || mark > this.end) ? this.end : mark + 1;
	}

	/**
	 * Returns the decoded value of the first of these parameters that has one.
	 * @param names names in the order in which they are asked
	 */
	@Nullable String first(List<String> names) {
		if (this.start == this.end) {
			return null;
		}
		String found = null;
		int best = names.size();
		for (int from = this.start; from < this.end; from = pairEnd(from) + 1) {
			int to = pairEnd(from);
			int equals = nameEnd(from, to);
			int index = (equals + 1 < to) ? names.indexOf(decode(this.url.substring(from, equals))) : -1;
			if (index >= 0 && index < best) {
				String value = decode(this.url.substring(equals + 1, to));
				if (!value.isBlank()) {
					found = value;
					best = index;
				}
			}
		}
		return found;
	}

	/**
	 * Returns the URL without the parameters that are not among these; the others stay as
	 * they were written.
	 */
	String retain(Set<String> names) {
		if (this.start == this.end) {
			return this.url;
		}
		StringBuilder kept = new StringBuilder(this.end).append(this.url, 0, this.start - 1);
		char separator = '?';
		for (int from = this.start; from < this.end; from = pairEnd(from) + 1) {
			int to = pairEnd(from);
			if (to > from && names.contains(decode(this.url.substring(from, nameEnd(from, to))))) {
				kept.append(separator).append(this.url, from, to);
				separator = '&';
			}
		}
		return kept.toString();
	}

	private int pairEnd(int from) {
		int ampersand = this.url.indexOf('&', from);
		return (ampersand < 0 || ampersand > this.end) ? this.end : ampersand;
	}

	private int nameEnd(int from, int to) {
		int equals = this.url.indexOf('=', from);
		return (equals < 0 || equals > to) ? to : equals;
	}

	/**
	 * Decodes as forms do. What is no valid escape stays as it is.
	 */
	private static String decode(String text) {
		if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
			return text;
		}
		byte[] raw = text.getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
		for (int i = 0; i < raw.length; i++) {
			int high = (raw[i] == '%' && i + 2 < raw.length) ? Character.digit(raw[i + 1], 16) : -1;
			int low = (high >= 0) ? Character.digit(raw[i + 2], 16) : -1;
			if (low >= 0) {
				decoded.write(high << 4 | low);
				i += 2;
			}
			else {
				decoded.write((raw[i] == '+') ? ' ' : raw[i]);
			}
		}
		return decoded.toString(StandardCharsets.UTF_8);
	}

}
