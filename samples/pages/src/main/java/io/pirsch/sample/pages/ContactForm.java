package io.pirsch.sample.pages;

import org.jspecify.annotations.Nullable;

/**
 * What a visitor has typed into the contact form.
 *
 * @param name name of the visitor
 * @param topic what it is about
 * @param message what the visitor has to say
 */
public record ContactForm(@Nullable String name, @Nullable String topic, @Nullable String message) {

	/**
	 * Returns whether there is all that an answer needs.
	 * @return whether a name and a message are there
	 */
	public boolean isComplete() {
		return isText(this.name) && isText(this.message);
	}

	private static boolean isText(@Nullable String value) {
		return value != null && !value.isBlank();
	}

}
