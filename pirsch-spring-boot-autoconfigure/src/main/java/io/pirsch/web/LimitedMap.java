package io.pirsch.web;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Tags or metadata that the application gives us while it serves a page: what Pirsch
 * would refuse is cut or left out instead of thrown back. Not safe for use by several
 * threads.
 */
final class LimitedMap {

	private final MapLimits limits;

	private final Map<String, String> pairs = new LinkedHashMap<>();

	LimitedMap(MapLimits limits) {
		this.limits = limits;
	}

	/**
	 * Puts a pair, cut to the limits.
	 * @return what was left out or cut, or {@code null}
	 */
	@Nullable String put(String key, String value) {
		// Not every caller is checked for nulls
		if (key == null || value == null || key.isBlank()) {
			return this.limits.what() + " left out: it has no key or no value";
		}
		String name = Cut.toChars(key, this.limits.maxKey());
		if (this.pairs.size() >= this.limits.maxPairs() && !this.pairs.containsKey(name)) {
			return "%s left out: there are %d already".formatted(this.limits.what(), this.limits.maxPairs());
		}
		this.pairs.put(name, Cut.toChars(value, this.limits.maxValue()));
		return this.limits.describeCut(key, value);
	}

	Map<String, String> asMap() {
		return this.pairs;
	}

	/**
	 * Returns as many pairs as there is room for, those put first.
	 */
	Map<String, String> upTo(int room) {
		if (this.pairs.size() <= room) {
			return this.pairs;
		}
		Map<String, String> first = new LinkedHashMap<>();
		this.pairs.forEach((key, value) -> {
			if (first.size() < room) {
				first.put(key, value);
			}
		});
		return first;
	}

	int size() {
		return this.pairs.size();
	}

}
