package io.pirsch.web;

import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Stands in where there is no visit, so that nobody has to ask.
 */
enum NoVisit implements PirschVisit {

	INSTANCE;

	@Override
	public PirschVisit title(@Nullable String title) {
		return this;
	}

	@Override
	public PirschVisit tag(String key, String value) {
		return this;
	}

	@Override
	public PirschVisit tags(Map<String, String> tags) {
		return this;
	}

	@Override
	public PirschVisit track(String eventName) {
		return this;
	}

	@Override
	public PirschVisit track(String eventName, Consumer<EventSpec> more) {
		return this;
	}

	@Override
	public PirschVisit doNotCount() {
		return this;
	}

	@Override
	public PirschVisit count() {
		return this;
	}

	@Override
	public PirschVisit extendSession() {
		return this;
	}

}
