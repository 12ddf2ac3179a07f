package io.pirsch.web;

import java.util.LinkedHashMap;
import java.util.Map;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;

/**
 * Tags or metadata that the application gives us while it serves a page: what Pirsch
 * would refuse is cut or left out instead of thrown back. Not safe for use by several
 * threads.
 */
final class Pairs {

	private final String what;

	private final int maxPairs;

	private final int maxKey;

	private final int maxValue;

	private final Outbox outbox;

	private final Map<String, String> pairs = new LinkedHashMap<>();

	private Pairs(String what, int maxPairs, int maxKey, int maxValue, Outbox outbox) {
		this.what = what;
		this.maxPairs = maxPairs;
		this.maxKey = maxKey;
		this.maxValue = maxValue;
		this.outbox = outbox;
	}

	static Pairs tags(Outbox outbox) {
		return new Pairs("Tag", PageView.MAX_TAGS, PageView.MAX_TAG_LENGTH, PageView.MAX_TAG_LENGTH, outbox);
	}

	static Pairs metadata(Outbox outbox) {
		return new Pairs("Metadata", Event.MAX_METADATA, Event.MAX_METADATA_KEY_LENGTH, Event.MAX_METADATA_VALUE_LENGTH,
				outbox);
	}

	void put(String key, String value) {
		// Not every caller is checked for nulls
		if (key == null || value == null || key.isBlank()) {
			this.outbox.warnOfExcess(() -> this.what + " left out: it has no key or no value");
			return;
		}
		String name = cut("key", key, this.maxKey);
		if (this.pairs.size() >= this.maxPairs && !this.pairs.containsKey(name)) {
			this.outbox.warnOfExcess(() -> "%s left out: there are %d already".formatted(this.what, this.maxPairs));
			return;
		}
		this.pairs.put(name, cut("value", value, this.maxValue));
	}

	private String cut(String part, String text, int max) {
		if (text.length() > max) {
			this.outbox.warnOfExcess(
					() -> "%s %s cut from %d to %d characters".formatted(this.what, part, text.length(), max));
		}
		return Cut.toChars(text, max);
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
		this.outbox.warnOfExcess(
				() -> "%s left out: there are %d pairs and room for %d".formatted(this.what, this.pairs.size(), room));
		Map<String, String> first = new LinkedHashMap<>();
		this.pairs.forEach((key, value) -> {
			if (first.size() < room) {
				first.put(key, value);
			}
		});
		return first;
	}

}
