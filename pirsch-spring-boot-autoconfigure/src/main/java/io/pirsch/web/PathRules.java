package io.pirsch.web;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Which paths count: those included, or all if none is named, without those excluded.
 */
final class PathRules {

	private final PathPattern[] include;

	private final PathPattern[] exclude;

	/** What all paths begin with that are excluded. */
	private final String[] beginnings;

	PathRules(PathPattern[] include, PathPattern[] exclude) {
		this.include = include;
		this.exclude = exclude;
		this.beginnings = Stream.of(exclude).map(PathRules::beginning).toArray(String[]::new);
	}

	/**
	 * Returns a pattern up to where it is none, without a slash there: {@code /admin/**}
	 * matches {@code /admin}.
	 */
	private static String beginning(PathPattern pattern) {
		String text = pattern.getPatternString();
		int end = 0;
		while (end < text.length() && "*?{".indexOf(text.charAt(end)) < 0) {
			end++;
		}
		return StringUtils.trimTrailingCharacter(text.substring(0, end), '/');
	}

	static PathPattern[] parse(List<String> patterns) {
		PathPattern[] parsed = new PathPattern[patterns.size()];
		for (int i = 0; i < parsed.length; i++) {
			parsed[i] = parse(patterns.get(i));
		}
		return parsed;
	}

	private static PathPattern parse(String pattern) {
		try {
			PathPatternParser parser = PathPatternParser.defaultInstance;
			return parser.parse(parser.initFullPathPattern(pattern.strip()));
		}
		catch (PatternParseException ex) {
			throw new IllegalArgumentException("Path pattern '%s' is malformed: %s; use one such as '/admin/**'"
				.formatted(pattern, ex.getMessage()), ex);
		}
	}

	boolean areEmpty() {
		return this.include.length == 0 && this.exclude.length == 0;
	}

	boolean include(WebExchange exchange) {
		return areEmpty() || include(exchange.path());
	}

	/**
	 * Whether a path counts, which need not be parsed where it begins like none that is
	 * excluded. One that can't be parsed may be any, and does not.
	 */
	boolean include(String path) {
		if (areEmpty() || (this.include.length == 0 && beginsLikeNone(path))) {
			return true;
		}
		try {
			return include(PathContainer.parsePath(path));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private boolean beginsLikeNone(String path) {
		for (String beginning : this.beginnings) {
			if (path.startsWith(beginning)) {
				return false;
			}
		}
		return path.indexOf('%') < 0 && path.indexOf(';') < 0;
	}

	private boolean include(PathContainer path) {
		return (this.include.length == 0 || matchesAny(this.include, path)) && !matchesAny(this.exclude, path);
	}

	private static boolean matchesAny(PathPattern[] patterns, PathContainer path) {
		for (PathPattern pattern : patterns) {
			if (pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

}
