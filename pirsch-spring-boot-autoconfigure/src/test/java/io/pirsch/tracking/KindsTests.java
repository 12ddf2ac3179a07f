package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.pirsch.client.Event;
import io.pirsch.client.Hit;
import io.pirsch.client.Hit.Kind;
import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;
import io.pirsch.client.Visitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Kinds}: which others may pass, where a store can leave them out.
 */
class KindsTests {

	private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

	private static final Instant LATER = NOW.plusSeconds(30);

	private static final Hit PAGE = PageView
		.builder("https://example.com/", Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)"))
		.build();

	private static final Hit EVENT = Event.builder("Clicked", (PageView) PAGE).build();

	private final Kinds kinds = new Kinds(TrackingSettings.defaults(), Duration.ofSeconds(5),
			new Losses(new Listeners(List.of()), InstantSource.system()), false);

	@Test
	void whatFailsBesideOthersIsPassedAfterAMomentWhileItIsPaused() {
		this.kinds.failed(Kind.EVENT, Verdict.PASSING, NOW);
		this.kinds.of(Kind.EVENT).pause(Duration.ofMinutes(1), NOW);
		assertThat(this.kinds.resting(LATER)).isEmpty();
		this.kinds.accepted(Kind.PAGE_VIEW);
		assertThat(this.kinds.resting(NOW.plusSeconds(29))).isEmpty();
		assertThat(this.kinds.resting(LATER)).containsExactly(Kind.EVENT);
		assertThat(this.kinds.resting(NOW.plusSeconds(60))).isEmpty();
	}

	@Test
	void whatFailsWithoutOthersIsPassedToSeeWhetherTheyAreAccepted() {
		failFourTimes(Kind.PAGE_VIEW);
		see(List.of(PAGE, PAGE));
		assertThat(this.kinds.resting(NOW)).isEmpty();
		assertThat(this.kinds.resting(LATER)).containsExactly(Kind.PAGE_VIEW);
	}

	@Test
	void severalKindsThatFailWithoutOthersArePassedTogether() {
		failFourTimes(Kind.EVENT);
		this.kinds.failed(Kind.SESSION_EXTENSION, Verdict.PASSING, NOW);
		see(List.of(EVENT, SessionExtension.of(PAGE.visitor())));
		assertThat(this.kinds.resting(LATER)).containsExactly(Kind.EVENT, Kind.SESSION_EXTENSION);
	}

	@Test
	void whatFailsWithoutOthersIsPassedWhateverFailsBesideThem() {
		failFourTimes(Kind.SESSION_EXTENSION);
		this.kinds.accepted(Kind.PAGE_VIEW);
		this.kinds.of(Kind.SESSION_EXTENSION).pause(Duration.ofMinutes(1), NOW);
		failFourTimes(Kind.EVENT);
		see(List.of(EVENT, SessionExtension.of(PAGE.visitor())));
		assertThat(this.kinds.resting(LATER)).containsExactly(Kind.EVENT, Kind.SESSION_EXTENSION);
		assertThat(this.kinds.wanted()).containsExactly(Kind.PAGE_VIEW);
	}

	@Test
	void inACommonOutageNoKindIsPassedByOthersThatAreBesideIt() {
		failFourTimes(Kind.PAGE_VIEW);
		see(List.of(PAGE, EVENT));
		assertThat(this.kinds.resting(LATER)).isEmpty();
		see(List.of(EVENT));
		assertThat(this.kinds.resting(LATER)).isEmpty();
	}

	@Test
	void othersThatWereBehindWhatFailsAreAskedByOneHit() {
		failFourTimes(Kind.PAGE_VIEW);
		see(List.of(PAGE, PAGE));
		see(List.of(EVENT, EVENT));
		assertThat(this.kinds.limit(Kind.EVENT)).isOne();
		this.kinds.accepted(Kind.EVENT);
		see(List.of(PAGE, EVENT));
		assertThat(this.kinds.limit(Kind.EVENT)).isEqualTo(100);
	}

	private void failFourTimes(Kind kind) {
		for (int i = 0; i < 4; i++) {
			this.kinds.failed(kind, Verdict.PASSING, NOW);
		}
	}

	private void see(List<Hit> list) {
		this.kinds.lookAt(list, Duration.ofMinutes(5), LATER);
	}

}
