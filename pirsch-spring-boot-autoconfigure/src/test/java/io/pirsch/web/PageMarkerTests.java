package io.pirsch.web;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageMarker}.
 */
class PageMarkerTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

	private static final String MARK = "pirsch;desc=\"c1790000000\"";

	private final PageMarker marker = new PageMarker(BrowserViews.COMPLEMENT, new ContentTypes(List.of("text/html")));

	private final FakeExchange exchange = new FakeExchange().header("Sec-Fetch-Dest", "document");

	@Test
	void standsBesideWhatIsThere() {
		this.exchange.responseHeader("Server-Timing", "db;dur=5", "app;desc=\"a, b\"");
		assertThat(this.marker.mark(this.exchange, NOW, false)).isEqualTo("db;dur=5, app;desc=\"a, b\", " + MARK);
	}

	@Test
	void isThereOnce() {
		this.exchange.responseHeader("Server-Timing", MARK + ", db;dur=5");
		assertThat(this.marker.mark(this.exchange, NOW, false)).isNull();
	}

	@Test
	void turnsFromTheScriptToTheServerWhereTheApplicationWantsNoCount() {
		this.exchange.header("Sec-Purpose", "prefetch")
			.responseHeader("Server-Timing", "db;dur=5, pirsch;desc=\"s1790000000\", x");
		assertThat(this.marker.mark(this.exchange, NOW, true)).isEqualTo("db;dur=5, " + MARK + ", x");
	}

	@Test
	void isNotForWhatIsNoPage() {
		assertThat(this.marker.mark(new FakeExchange().header("Accept", "image/png"), NOW, false)).isNull();
		assertThat(this.marker.mark(this.exchange.method("POST"), NOW, false)).isNull();
	}

}
