package io.pirsch.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A page that a visitor was shown.
 * <p>
 * Field names and meaning follow the <a href="https://docs.pirsch.io/api-sdks/api">API
 * reference</a>, section "Sending Data", and its first edition of 2020, from which
 * {@code cfConnectingIp}, {@code xForwardedFor}, {@code forwarded}, {@code xRealIp} and
 * {@code dnt} come.
 *
 * @param url full URL that the visitor asked for: scheme, host, path and query
 * @param visitor who saw the page
 * @param acceptLanguage value of {@code Accept-Language}
 * @param title title of the page; Pirsch cuts it at {@value #MAX_TITLE} code points
 * @param referrer URL or name of where the visitor came from; Pirsch cuts it at
 * {@value #MAX_REFERRER} code points
 * @param screenWidth width of the screen in pixels
 * @param screenHeight height of the screen in pixels
 * @param tags keys and values by which statistics can be filtered, never {@code null}
 * @param time moment the request was received; required in a batch, told only there,
 * written with milliseconds
 * @param cfConnectingIp value of {@code CF-Connecting-IP}
 * @param xForwardedFor value of {@code X-Forwarded-For}
 * @param forwarded value of {@code Forwarded}
 * @param xRealIp value of {@code X-Real-IP}
 * @param dnt value of {@code DNT}
 */
public record PageView(String url, Visitor visitor, @Nullable String acceptLanguage, @Nullable String title,
		@Nullable String referrer, @Nullable Integer screenWidth, @Nullable Integer screenHeight,
		Map<String, String> tags, @Nullable Instant time, @Nullable String cfConnectingIp,
		@Nullable String xForwardedFor, @Nullable String forwarded, @Nullable String xRealIp,
		@Nullable String dnt) implements Hit {

	/**
	 * Code points of a URL's path that Pirsch keeps.
	 */
	public static final int MAX_PATH = 2000;

	/**
	 * Code points of a title that Pirsch keeps.
	 */
	public static final int MAX_TITLE = 512;

	/**
	 * Code points of a referrer that Pirsch keeps.
	 */
	public static final int MAX_REFERRER = 200;

	/**
	 * Largest number of tags.
	 */
	public static final int MAX_TAGS = 20;

	/**
	 * Largest number of characters in the key and in the value of a tag.
	 */
	public static final int MAX_TAG_LENGTH = 50;

	private static final int MAX_PIXELS = 65535;

	/**
	 * Checks the fields against the limits of the API.
	 * @param url see {@link #url()}
	 * @param visitor see {@link #visitor()}
	 * @param acceptLanguage see {@link #acceptLanguage()}
	 * @param title see {@link #title()}
	 * @param referrer see {@link #referrer()}
	 * @param screenWidth see {@link #screenWidth()}
	 * @param screenHeight see {@link #screenHeight()}
	 * @param tags see {@link #tags()}
	 * @param time see {@link #time()}
	 * @param cfConnectingIp see {@link #cfConnectingIp()}
	 * @param xForwardedFor see {@link #xForwardedFor()}
	 * @param forwarded see {@link #forwarded()}
	 * @param xRealIp see {@link #xRealIp()}
	 * @param dnt see {@link #dnt()}
	 * @throws IllegalArgumentException if a required field is missing or a limit is
	 * exceeded
	 */
	public PageView {
		Check.text("url", url);
		if (visitor == null) {
			throw new IllegalArgumentException("'visitor' is required but is missing");
		}
		Check.range("screen_width", screenWidth, MAX_PIXELS);
		Check.range("screen_height", screenHeight, MAX_PIXELS);
		tags = Check.pairs("tags", tags, MAX_TAGS, MAX_TAG_LENGTH, MAX_TAG_LENGTH);
	}

	/**
	 * Returns a builder that holds the required fields.
	 * @param url full URL that the visitor asked for
	 * @param visitor who saw the page
	 * @return a new builder
	 */
	public static Builder builder(String url, Visitor visitor) {
		return new Builder(url, visitor);
	}

	@Override
	public Kind kind() {
		return Kind.PAGE_VIEW;
	}

	@Override
	public PageView withTime(@Nullable Instant time) {
		return new PageView(this.url, this.visitor, this.acceptLanguage, this.title, this.referrer, this.screenWidth,
				this.screenHeight, this.tags, time, this.cfConnectingIp, this.xForwardedFor, this.forwarded,
				this.xRealIp, this.dnt);
	}

	/**
	 * Returns a builder that holds the fields of this page view.
	 * @return a new builder
	 */
	public Builder toBuilder() {
		Builder builder = new Builder(this.url, this.visitor);
		builder.acceptLanguage = this.acceptLanguage;
		builder.title = this.title;
		builder.referrer = this.referrer;
		builder.screenWidth = this.screenWidth;
		builder.screenHeight = this.screenHeight;
		builder.tags(this.tags);
		builder.time = this.time;
		builder.cfConnectingIp = this.cfConnectingIp;
		builder.xForwardedFor = this.xForwardedFor;
		builder.forwarded = this.forwarded;
		builder.xRealIp = this.xRealIp;
		builder.dnt = this.dnt;
		return builder;
	}

	/**
	 * Builds a {@link PageView}. Not safe for use by several threads.
	 */
	public static final class Builder {

		private String url;

		private Visitor visitor;

		private @Nullable String acceptLanguage;

		private @Nullable String title;

		private @Nullable String referrer;

		private @Nullable Integer screenWidth;

		private @Nullable Integer screenHeight;

		/** Most page views have none. */
		private @Nullable Map<String, String> tags;

		private @Nullable Instant time;

		private @Nullable String cfConnectingIp;

		private @Nullable String xForwardedFor;

		private @Nullable String forwarded;

		private @Nullable String xRealIp;

		private @Nullable String dnt;

		private Builder(String url, Visitor visitor) {
			this.url = url;
			this.visitor = visitor;
		}

		/**
		 * Replaces the URL.
		 * @param url full URL that the visitor asked for
		 * @return this builder
		 */
		public Builder url(String url) {
			this.url = url;
			return this;
		}

		/**
		 * Replaces the visitor.
		 * @param visitor who saw the page
		 * @return this builder
		 */
		public Builder visitor(Visitor visitor) {
			this.visitor = visitor;
			return this;
		}

		/**
		 * Sets the language; without one, Pirsch may take the visitor for a bot.
		 * @param acceptLanguage value of {@code Accept-Language}, or {@code null}
		 * @return this builder
		 */
		public Builder acceptLanguage(@Nullable String acceptLanguage) {
			this.acceptLanguage = acceptLanguage;
			return this;
		}

		/**
		 * Sets the title of the page.
		 * @param title the title, or {@code null}
		 * @return this builder
		 */
		public Builder title(@Nullable String title) {
			this.title = title;
			return this;
		}

		/**
		 * Sets where the visitor came from.
		 * @param referrer a URL or a plain name, or {@code null}
		 * @return this builder
		 */
		public Builder referrer(@Nullable String referrer) {
			this.referrer = referrer;
			return this;
		}

		/**
		 * Sets the size of the screen.
		 * @param width in pixels, 0 to 65535
		 * @param height in pixels, 0 to 65535
		 * @return this builder
		 */
		public Builder screen(int width, int height) {
			this.screenWidth = width;
			this.screenHeight = height;
			return this;
		}

		/**
		 * Adds a tag, or replaces the one with this key.
		 * @param key at most {@value PageView#MAX_TAG_LENGTH} characters
		 * @param value at most {@value PageView#MAX_TAG_LENGTH} characters
		 * @return this builder
		 */
		public Builder tag(String key, String value) {
			if (this.tags == null) {
				this.tags = new LinkedHashMap<>();
			}
			this.tags.put(key, value);
			return this;
		}

		/**
		 * Adds tags, replacing those with the same keys.
		 * @param tags the tags to add
		 * @return this builder
		 */
		public Builder tags(Map<String, String> tags) {
			tags.forEach(this::tag);
			return this;
		}

		/**
		 * Sets the moment the request was received.
		 * @param time the moment, or {@code null} for the moment Pirsch is told
		 * @return this builder
		 */
		public Builder time(@Nullable Instant time) {
			this.time = time;
			return this;
		}

		/**
		 * Sets the address as told by Cloudflare.
		 * @param cfConnectingIp value of {@code CF-Connecting-IP}, or {@code null}
		 * @return this builder
		 */
		public Builder cfConnectingIp(@Nullable String cfConnectingIp) {
			this.cfConnectingIp = cfConnectingIp;
			return this;
		}

		/**
		 * Sets the addresses as told by proxies.
		 * @param xForwardedFor value of {@code X-Forwarded-For}, or {@code null}
		 * @return this builder
		 */
		public Builder xForwardedFor(@Nullable String xForwardedFor) {
			this.xForwardedFor = xForwardedFor;
			return this;
		}

		/**
		 * Sets the addresses as told by proxies that follow RFC 7239.
		 * @param forwarded value of {@code Forwarded}, or {@code null}
		 * @return this builder
		 */
		public Builder forwarded(@Nullable String forwarded) {
			this.forwarded = forwarded;
			return this;
		}

		/**
		 * Sets the address as told by a proxy.
		 * @param xRealIp value of {@code X-Real-IP}, or {@code null}
		 * @return this builder
		 */
		public Builder xRealIp(@Nullable String xRealIp) {
			this.xRealIp = xRealIp;
			return this;
		}

		/**
		 * Sets whether the visitor asked not to be tracked.
		 * @param dnt value of {@code DNT}, or {@code null}
		 * @return this builder
		 */
		public Builder dnt(@Nullable String dnt) {
			this.dnt = dnt;
			return this;
		}

		/**
		 * Builds the page view.
		 * @return the page view
		 * @throws IllegalArgumentException if a required field is missing or a limit is
		 * exceeded; the message names the field, the limit and the size of the value
		 */
		public PageView build() {
			return new PageView(this.url, this.visitor, this.acceptLanguage, this.title, this.referrer,
					this.screenWidth, this.screenHeight, (this.tags != null) ? this.tags : Map.of(), this.time,
					this.cfConnectingIp, this.xForwardedFor, this.forwarded, this.xRealIp, this.dnt);
		}

	}

}
