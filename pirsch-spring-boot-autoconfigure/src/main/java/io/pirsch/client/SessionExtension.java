package io.pirsch.client;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Sign of life of a visitor who stays on a page: keeps the session open and counts
 * towards its duration. Does nothing for a visitor who has no session.
 * <p>
 * Field names and meaning follow the <a href="https://docs.pirsch.io/api-sdks/api">API
 * reference</a>, section "Sending Data".
 *
 * @param visitor whose session it is; address and user agent must be those of the page
 * view
 * @param url full URL of the page the visitor is on
 * @param time moment of the sign; required in a batch, told only there, written with
 * milliseconds
 */
public record SessionExtension(Visitor visitor, @Nullable String url, @Nullable Instant time) implements Hit {

	/**
	 * Checks the fields against the limits of the API.
	 * @param visitor see {@link #visitor()}
	 * @param url see {@link #url()}
	 * @param time see {@link #time()}
	 * @throws IllegalArgumentException if a required field is missing or a limit is
	 * exceeded
	 */
	public SessionExtension {
		if (visitor == null) {
			throw new IllegalArgumentException("'visitor' is required but is missing");
		}
	}

	/**
	 * Returns an extension of the visitor's session.
	 * @param visitor whose session it is
	 * @return the extension, without URL and time
	 */
	public static SessionExtension of(Visitor visitor) {
		return new SessionExtension(visitor, null, null);
	}

	/**
	 * Returns a copy with this page.
	 * @param url full URL of the page the visitor is on, or {@code null}
	 * @return the copy
	 */
	public SessionExtension withUrl(@Nullable String url) {
		return new SessionExtension(this.visitor, url, this.time);
	}

	@Override
	public Kind kind() {
		return Kind.SESSION_EXTENSION;
	}

	@Override
	public SessionExtension withTime(@Nullable Instant time) {
		return new SessionExtension(this.visitor, this.url, time);
	}

}
