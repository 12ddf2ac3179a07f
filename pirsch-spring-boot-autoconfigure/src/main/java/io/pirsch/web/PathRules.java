package io.pirsch.web;

import java.util.List;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Which paths count: those included, or all if none is named, without those excluded.
 */
final class PathRules {

	private final PathPattern[] include;

	private final PathPattern[] exclude;

	PathRules(PathPattern[] include, PathPattern[] exclude) {
		this.include = include;
		this.exclude = exclude;
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

	boolean include(PathContainer path) {
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
