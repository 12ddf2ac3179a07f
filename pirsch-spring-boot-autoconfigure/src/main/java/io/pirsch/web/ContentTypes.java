package io.pirsch.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The content types of pages. Compares text, since parsing a media type for each response
 * costs more than all other rules together.
 */
final class ContentTypes {

	private final String[] types;

	ContentTypes(List<String> types) {
		if (types.isEmpty()) {
			throw new IllegalArgumentException(
					"Content types are empty, so no page would count: name one such as 'text/html'");
		}
		this.types = types.toArray(new String[0]);
		for (int i = 0; i < this.types.length; i++) {
			this.types[i] = check(this.types[i]);
		}
	}

	private static String check(String type) {
		String name = type.strip();
		int slash = name.indexOf('/');
		if (slash < 1 || slash == name.length() - 1 || HeaderText.hasBlankOr("*;,\"", name)
				|| name.indexOf('/', slash + 1) >= 0) {
			throw new IllegalArgumentException(
					"Content type '%s' is not a type and a subtype such as 'text/html', without wildcards and parameters"
						.formatted(type));
		}
		return name;
	}

	String first() {
		return this.types[0];
	}

	/**
	 * Whether this is the content type of a page.
	 * @param contentType value of {@code Content-Type}, or {@code null}
	 */
	boolean include(@Nullable String contentType) {
		return contentType != null && startsWithAny(contentType, 0);
	}

	/**
	 * Whether one of the content types is asked for by its name; a wildcard, which
	 * scripts and images send, does not do.
	 * @param accept values of {@code Accept}
	 */
	boolean namedBy(List<String> accept) {
		for (String line : accept) {
			for (int at = 0; at < line.length(); at++) {
				if (startsWithAny(line, at)) {
					return true;
				}
				at = line.indexOf(',', at);
				if (at < 0) {
					break;
				}
			}
		}
		return false;
	}

	private boolean startsWithAny(String text, int from) {
		int start = from;
		while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
			start++;
		}
		for (String type : this.types) {
			int end = start + type.length();
			if (text.regionMatches(true, start, type, 0, type.length())
					&& (end == text.length() || ";, \t".indexOf(text.charAt(end)) >= 0)) {
				return true;
			}
		}
		return false;
	}

}
