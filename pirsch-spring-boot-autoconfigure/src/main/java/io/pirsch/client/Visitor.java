package io.pirsch.client;

import org.jspecify.annotations.Nullable;

/**
 * Who caused a page view, an event or a session extension. Pirsch recognizes a visitor by
 * {@code ip} and {@code userAgent} together, so both must be the same on all that one
 * visitor does.
 * <p>
 * Field names and meaning follow the <a href="https://docs.pirsch.io/api-sdks/api">API
 * reference</a>, section "Sending Data".
 *
 * @param ip address of the visitor (never of a server or a proxy), without a port
 * @param userAgent value of {@code User-Agent}; Pirsch takes values of less than 17 or
 * more than 500 characters for bots
 * @param secChUa value of {@code Sec-CH-UA}
 * @param secChUaMobile value of {@code Sec-CH-UA-Mobile}
 * @param secChUaPlatform value of {@code Sec-CH-UA-Platform}
 * @param secChUaPlatformVersion value of {@code Sec-CH-UA-Platform-Version}
 * @param secChWidth value of {@code Sec-CH-Width}, in pixels
 * @param secChViewportWidth value of {@code Sec-CH-Viewport-Width}, in pixels
 * @param disableBotFilter whether Pirsch counts this visitor even if it looks like a bot
 */
public record Visitor(String ip, String userAgent, @Nullable String secChUa, @Nullable String secChUaMobile,
		@Nullable String secChUaPlatform, @Nullable String secChUaPlatformVersion, @Nullable String secChWidth,
		@Nullable String secChViewportWidth, boolean disableBotFilter) {

	/**
	 * Checks the fields against the limits of the API.
	 * @param ip see {@link #ip()}
	 * @param userAgent see {@link #userAgent()}
	 * @param secChUa see {@link #secChUa()}
	 * @param secChUaMobile see {@link #secChUaMobile()}
	 * @param secChUaPlatform see {@link #secChUaPlatform()}
	 * @param secChUaPlatformVersion see {@link #secChUaPlatformVersion()}
	 * @param secChWidth see {@link #secChWidth()}
	 * @param secChViewportWidth see {@link #secChViewportWidth()}
	 * @param disableBotFilter see {@link #disableBotFilter()}
	 * @throws IllegalArgumentException if a required field is missing or a limit is
	 * exceeded
	 */
	public Visitor {
		Check.text("ip", ip);
		Check.text("user_agent", userAgent);
	}

	/**
	 * Returns a visitor of whom no more than the required fields is known.
	 * @param ip address of the visitor, without a port
	 * @param userAgent value of {@code User-Agent}
	 * @return the visitor
	 * @throws IllegalArgumentException if a field is missing or blank
	 */
	public static Visitor of(String ip, String userAgent) {
		return builder(ip, userAgent).build();
	}

	/**
	 * Returns a builder that holds the required fields.
	 * @param ip address of the visitor, without a port
	 * @param userAgent value of {@code User-Agent}
	 * @return a new builder
	 */
	public static Builder builder(String ip, String userAgent) {
		return new Builder(ip, userAgent);
	}

	/**
	 * Builds a {@link Visitor}. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final String ip;

		private final String userAgent;

		private @Nullable String secChUa;

		private @Nullable String secChUaMobile;

		private @Nullable String secChUaPlatform;

		private @Nullable String secChUaPlatformVersion;

		private @Nullable String secChWidth;

		private @Nullable String secChViewportWidth;

		private boolean disableBotFilter;

		private Builder(String ip, String userAgent) {
			this.ip = ip;
			this.userAgent = userAgent;
		}

		/**
		 * Sets the browser brands.
		 * @param secChUa value of {@code Sec-CH-UA}, or {@code null}
		 * @return this builder
		 */
		public Builder secChUa(@Nullable String secChUa) {
			this.secChUa = secChUa;
			return this;
		}

		/**
		 * Sets whether the device is a mobile one.
		 * @param secChUaMobile value of {@code Sec-CH-UA-Mobile}, {@code ?0} or
		 * {@code ?1}, or {@code null}
		 * @return this builder
		 */
		public Builder secChUaMobile(@Nullable String secChUaMobile) {
			this.secChUaMobile = secChUaMobile;
			return this;
		}

		/**
		 * Sets the operating system.
		 * @param secChUaPlatform value of {@code Sec-CH-UA-Platform}, or {@code null}
		 * @return this builder
		 */
		public Builder secChUaPlatform(@Nullable String secChUaPlatform) {
			this.secChUaPlatform = secChUaPlatform;
			return this;
		}

		/**
		 * Sets the version of the operating system.
		 * @param secChUaPlatformVersion value of {@code Sec-CH-UA-Platform-Version}, or
		 * {@code null}
		 * @return this builder
		 */
		public Builder secChUaPlatformVersion(@Nullable String secChUaPlatformVersion) {
			this.secChUaPlatformVersion = secChUaPlatformVersion;
			return this;
		}

		/**
		 * Sets the width of the screen.
		 * @param secChWidth value of {@code Sec-CH-Width} in pixels, or {@code null}
		 * @return this builder
		 */
		public Builder secChWidth(@Nullable String secChWidth) {
			this.secChWidth = secChWidth;
			return this;
		}

		/**
		 * Sets the width of the viewport.
		 * @param secChViewportWidth value of {@code Sec-CH-Viewport-Width} in pixels, or
		 * {@code null}
		 * @return this builder
		 */
		public Builder secChViewportWidth(@Nullable String secChViewportWidth) {
			this.secChViewportWidth = secChViewportWidth;
			return this;
		}

		/**
		 * Has Pirsch count the visitor even if it looks like a bot. Pirsch advises
		 * against it.
		 * @param disableBotFilter whether bot filters are skipped
		 * @return this builder
		 */
		public Builder disableBotFilter(boolean disableBotFilter) {
			this.disableBotFilter = disableBotFilter;
			return this;
		}

		/**
		 * Builds the visitor.
		 * @return the visitor
		 * @throws IllegalArgumentException if {@code ip} or {@code userAgent} is missing
		 * or blank
		 */
		public Visitor build() {
			return new Visitor(this.ip, this.userAgent, this.secChUa, this.secChUaMobile, this.secChUaPlatform,
					this.secChUaPlatformVersion, this.secChWidth, this.secChViewportWidth, this.disableBotFilter);
		}

	}

}
