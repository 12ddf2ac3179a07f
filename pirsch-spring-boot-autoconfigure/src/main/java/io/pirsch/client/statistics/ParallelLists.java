package io.pirsch.client.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs of which Pirsch sends the keys and the values in a list each.
 */
final class ParallelLists {

	private ParallelLists() {
	}

	/**
	 * Returns the pairs as far as both lists go.
	 */
	static Map<String, String> pairs(List<String> keys, List<String> values) {
		Map<String, String> pairs = new LinkedHashMap<>();
		for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
			pairs.put(keys.get(i), values.get(i));
		}
		return Collections.unmodifiableMap(pairs);
	}

}
