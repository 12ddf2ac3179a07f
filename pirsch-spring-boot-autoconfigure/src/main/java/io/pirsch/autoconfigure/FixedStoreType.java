package io.pirsch.autoconfigure;

import java.util.Locale;

import io.pirsch.autoconfigure.PirschProperties.StoreType;

/**
 * Says so when an application that was processed ahead of time starts with another type
 * of store: which beans there are is decided by then.
 */
final class FixedStoreType {

	private FixedStoreType() {
	}

	/**
	 * Compares what is configured with what was found when beans were chosen.
	 */
	static void check(PirschProperties properties, StoreType chosen) {
		StoreType type = properties.tracking().store().type();
		if (type != chosen) {
			throw new InvalidPirschPropertyException(
					"'pirsch.tracking.store.type' is '%s', but was '%s' when the application was processed ahead of time."
						.formatted(name(type), name(chosen)),
					"Set it to '%s', or build the application with '%s'.".formatted(name(chosen), name(type)));
		}
	}

	private static String name(StoreType type) {
		return type.name().toLowerCase(Locale.ROOT);
	}

}
