package io.pirsch.local;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import io.pirsch.local.statistics.Hit;
import org.jspecify.annotations.Nullable;

/**
 * An arrival as statistics see it.
 */
record ArrivedHit(Arrival arrival, Instant time) implements Hit {

	ArrivedHit(Arrival arrival) {
		this(arrival, Objects.requireNonNullElse(arrival.time(), arrival.receivedAt()));
	}

	@Override
	public Kind kind() {
		return switch (this.arrival.kind()) {
			case PAGE_VIEW -> Kind.PAGE_VIEW;
			case EVENT -> Kind.EVENT;
			case SESSION -> Kind.EXTENSION;
		};
	}

	@Override
	public long request() {
		return this.arrival.request();
	}

	@Override
	public @Nullable String text(String name) {
		return this.arrival.text(name);
	}

	@Override
	public @Nullable Integer number(String name) {
		return this.arrival.number(name);
	}

	@Override
	public boolean flag(String name) {
		return this.arrival.flag(name);
	}

	@Override
	public Map<String, String> texts(String name) {
		return this.arrival.texts(name);
	}

}
