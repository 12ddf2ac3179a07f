package io.pirsch.web;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads one line of {@code Forwarded}
 * (<a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239</a>).
 */
final class ForwardedHeader {

	private final String line;

	private final List<String> nodes = new ArrayList<>(2);

	private int at;

	private ForwardedHeader(String line) {
		this.line = line;
	}

	/**
	 * Returns from whom each proxy got the request.
	 * @param line value of the header
	 * @return the {@code for} of each element, without quotes; empty for an element that
	 * has none or several. From where the line is malformed on, it is one empty element,
	 * since nobody can tell which proxy wrote what
	 */
	static List<String> nodes(String line) {
		ForwardedHeader header = new ForwardedHeader(line);
		if (!header.readElements()) {
			header.nodes.add("");
		}
		return header.nodes;
	}

	private boolean readElements() {
		while (!atEnd()) {
			if (!readElement()) {
				return false;
			}
			this.at++;
		}
		return true;
	}

	private boolean readElement() {
		boolean empty = true;
		String node = null;
		while (!atEnd() && peek() != ',') {
			if (peek() == ';' || isSpace(peek())) {
				this.at++;
				continue;
			}
			empty = false;
			String name = readName();
			String value = (name != null) ? readValue() : null;
			if (name == null || value == null) {
				return false;
			}
			if (name.equalsIgnoreCase("for")) {
				node = (node == null) ? value : "";
			}
		}
		if (!empty) {
			this.nodes.add((node != null) ? node : "");
		}
		return true;
	}

	private @Nullable String readName() {
		int end = this.line.indexOf('=', this.at);
		if (end <= this.at) {
			return null;
		}
		String name = this.line.substring(this.at, end);
		for (int i = 0; i < name.length(); i++) {
			if (name.charAt(i) <= ' ' || ",;\"".indexOf(name.charAt(i)) >= 0) {
				return null;
			}
		}
		this.at = end + 1;
		return name;
	}

	private @Nullable String readValue() {
		String value = (!atEnd() && peek() == '"') ? readQuoted() : readUnquoted();
		while (!atEnd() && isSpace(peek())) {
			this.at++;
		}
		return (atEnd() || peek() == ',' || peek() == ';') ? value : null;
	}

	private String readUnquoted() {
		int start = this.at;
		while (!atEnd() && ",;\" \t".indexOf(peek()) < 0) {
			this.at++;
		}
		return this.line.substring(start, this.at);
	}

	private @Nullable String readQuoted() {
		StringBuilder value = new StringBuilder();
		this.at++;
		while (!atEnd()) {
			char c = this.line.charAt(this.at++);
			if (c == '"') {
				return value.toString();
			}
			if (c == '\\') {
				if (atEnd()) {
					return null;
				}
				c = this.line.charAt(this.at++);
			}
			value.append(c);
		}
		return null;
	}

	private boolean atEnd() {
		return this.at >= this.line.length();
	}

	private char peek() {
		return this.line.charAt(this.at);
	}

	private static boolean isSpace(char c) {
		return c == ' ' || c == '\t';
	}

}
