package io.pirsch.client.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static io.pirsch.client.statistics.StubbedPirsch.march;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pages}.
 */
class PagesTests {

	private final List<Integer> offsets = new ArrayList<>();

	private int total = 250;

	@Test
	void walksToShortPage() {
		StepVerifier.create(rows(march().build())).expectNextSequence(numbers(0, 250)).verifyComplete();
		assertThat(this.offsets).containsExactly(0, 100, 200);
	}

	@Test
	void stopsAtEmptyPage() {
		this.total = 200;
		StepVerifier.create(rows(march().build())).expectNextCount(200).verifyComplete();
		assertThat(this.offsets).containsExactly(0, 100, 200);
	}

	@Test
	void makesNoCallBeforeRowIsAskedFor() {
		StepVerifier.create(rows(march().build()), 0)
			.expectSubscription()
			.then(() -> assertThat(this.offsets).isEmpty())
			.thenRequest(1)
			.expectNext(0)
			.then(() -> assertThat(this.offsets).containsExactly(0))
			.thenRequest(99)
			.expectNextCount(99)
			.then(() -> assertThat(this.offsets).containsExactly(0))
			.thenRequest(1)
			.expectNext(100)
			.then(() -> assertThat(this.offsets).containsExactly(0, 100))
			.thenCancel()
			.verify();
		assertThat(this.offsets).containsExactly(0, 100);
	}

	@Test
	void makesNoCallForMoreThanIsTaken() {
		StepVerifier.create(rows(march().build()).take(100)).expectNextCount(100).verifyComplete();
		assertThat(this.offsets).containsExactly(0);
	}

	@Test
	void keepsToOffsetAndLimitOfFilter() {
		StepVerifier.create(rows(march().offset(200).limit(30).build()))
			.expectNextSequence(numbers(200, 250))
			.verifyComplete();
		assertThat(this.offsets).containsExactly(200, 230);
	}

	@Test
	void startsAgainForEachSubscriber() {
		Flux<Integer> rows = rows(march().build());
		assertThat(rows.count().block()).isEqualTo(250);
		assertThat(rows.count().block()).isEqualTo(250);
		assertThat(this.offsets).containsExactly(0, 100, 200, 0, 100, 200);
	}

	@Test
	void endsWhereOffsetIsIgnored() {
		Flux<Integer> rows = Pages.walk(march().build(), (filter) -> {
			this.offsets.add(Pages.offset(filter));
			return Flux.range(0, 100);
		});
		StepVerifier.create(rows).expectNextCount(100).verifyComplete();
		assertThat(this.offsets).containsExactly(0, 100);
	}

	@Test
	void endsWhereLimitIsIgnored() {
		Flux<Integer> rows = Pages.walk(march().build(), (filter) -> {
			this.offsets.add(Pages.offset(filter));
			return Flux.range(0, 366);
		});
		StepVerifier.create(rows).expectNextCount(366).verifyComplete();
		assertThat(this.offsets).containsExactly(0);
	}

	@Test
	void walksFarWithoutDeepStack() {
		this.total = 20_000;
		StepVerifier.create(rows(march().limit(1).build())).expectNextCount(20_000).verifyComplete();
	}

	@Test
	void failsLikeTheCall() {
		Flux<Integer> rows = Pages.walk(march().build(), (filter) -> (Pages.offset(filter) == 0) ? Flux.range(0, 100)
				: Flux.error(new IllegalStateException("down")));
		StepVerifier.create(rows).expectNextCount(100).verifyErrorMessage("down");
	}

	private Flux<Integer> rows(StatisticsFilter filter) {
		return Pages.walk(filter, (page) -> Flux.defer(() -> {
			this.offsets.add(Pages.offset(page));
			return Flux.fromIterable(
					numbers(Pages.offset(page), Math.min(this.total, Pages.offset(page) + Pages.limit(page))));
		}));
	}

	private static List<Integer> numbers(int from, int to) {
		return IntStream.range(from, to).boxed().toList();
	}

}
