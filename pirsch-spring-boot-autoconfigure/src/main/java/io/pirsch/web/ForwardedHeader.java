package io.pirsch.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Reads one line of {@code Forwarded}
 * (<a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239</a>).
 */
final class ForwardedHeader {

	static final String NAME = "Forwarded";

	/** What most proxies write instead. */
	static final String X_FORWARDED_FOR = "X-Forwarded-For";

	private final String line;

	private final List<Element> elements = new ArrayList<>(2);

	private int at;

	private ForwardedHeader(String line) {
		this.line = line;
	}

	/**
	 * Returns what each proxy has said.
	 * @param line value of the header
	 * @return the elements. From where the line is malformed on, it is one unknown
	 * element, since nobody can tell which proxy wrote what
	 */
	static List<Element> elements(String line) {
		ForwardedHeader header = new ForwardedHeader(line);
		if (!header.readElements()) {
			header.elements.add(Element.UNKNOWN);
		}
		return header.elements;
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
		Element element = new Element(null, null, null);
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
			element = element.with(name, value);
		}
		if (!empty) {
			this.elements.add(element);
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

	/**
	 * What one proxy has said, without quotes. What it has not said is {@code null}, what
	 * it has said several times is empty.
	 *
	 * @param node from whom it got the request
	 * @param host host that was asked for
	 * @param proto scheme that was used
	 */
	record Element(@Nullable String node, @Nullable String host, @Nullable String proto) {

		private static final Element UNKNOWN = new Element(null, null, null);

		private Element with(String name, String value) {
			return switch (name.toLowerCase(Locale.ROOT)) {
				case "for" -> new Element(once(this.node, value), this.host, this.proto);
				case "host" -> new Element(this.node, once(this.host, value), this.proto);
				case "proto" -> new Element(this.node, this.host, once(this.proto, value));
				default -> this;
			};
		}

		private static String once(@Nullable String before, String value) {
			return (before == null) ? value : "";
		}

	}

}
