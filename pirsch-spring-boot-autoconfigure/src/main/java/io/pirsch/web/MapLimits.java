package io.pirsch.web;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import org.jspecify.annotations.Nullable;

/**
 * How much of tags and metadata Pirsch accepts.
 *
 * @param what what is limited, as the beginning of a sentence
 * @param maxPairs number of pairs
 * @param maxKey characters of a key
 * @param maxValue characters of a value
 */
record MapLimits(String what, int maxPairs, int maxKey, int maxValue) {

	static final MapLimits TAGS = new MapLimits("Tag", PageView.MAX_TAGS, PageView.MAX_TAG_LENGTH,
			PageView.MAX_TAG_LENGTH);

	static final MapLimits METADATA = new MapLimits("Metadata", Event.MAX_METADATA, Event.MAX_METADATA_KEY_LENGTH,
			Event.MAX_METADATA_VALUE_LENGTH);

	/**
	 * Says what of a pair was cut, or nothing. Sizes only, since the texts may be about a
	 * visitor.
	 */
	@Nullable String describeCut(String key, String value) {
		if (key.length() > this.maxKey) {
			return describeCut("key", key.length(), this.maxKey);
		}
		return (value.length() > this.maxValue) ? describeCut("value", value.length(), this.maxValue) : null;
	}

	private String describeCut(String part, int length, int max) {
		return "%s %s cut from %d to %d characters".formatted(this.what, part, length, max);
	}

}
