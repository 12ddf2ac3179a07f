package io.pirsch.sample.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Count}.
 */
class CountTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final List<Acknowledgement> acknowledged = new ArrayList<>();

	private final List<Receipt> receipts = new ArrayList<>();

	@Test
	void whatArrivesOnceAndInOrderIsGood() {
		acknowledge(1, 1, 1, 0, 1);
		acknowledge(1, 2, 2, 2, 3);
		receive(1, 1, 4);
		receive(1, 2, 5);
		assertThat(count().acknowledged()).isEqualTo(2);
		assertThat(count().received()).isEqualTo(2);
		assertThat(count().lost()).isZero();
		assertThat(count().twice()).isZero();
		assertThat(count().outOfOrder()).isZero();
		assertThat(count().swapped()).isZero();
	}

	@Test
	void whatIsAcknowledgedAndDoesNotArriveIsLost() {
		acknowledge(1, 1, 1, 0, 1);
		acknowledge(1, 2, 1, 2, 3);
		receive(1, 2, 4);
		assertThat(count().lost()).isEqualTo(1);
		assertThat(count().outOfOrder()).isZero();
	}

	@Test
	void whatArrivesWithoutAnAcknowledgementIsNeitherLostNorTwice() {
		receive(1, 1, 4);
		assertThat(count().received()).isEqualTo(1);
		assertThat(count().lost()).isZero();
		assertThat(count().twice()).isZero();
	}

	@Test
	void repetitionsAreTwiceAndNotOutOfOrder() {
		acknowledge(1, 1, 1, 0, 1);
		acknowledge(1, 2, 2, 2, 3);
		receive(1, 1, 4);
		receive(1, 2, 5);
		receive(1, 1, 6);
		receive(1, 2, 7);
		assertThat(count().twice()).isEqualTo(2);
		assertThat(count().outOfOrder()).isZero();
		assertThat(count().swapped()).isZero();
	}

	@Test
	void whatTheStoreHadBeforeAndComesAfterIsOutOfOrder() {
		acknowledge(1, 1, 1, 0, 1);
		acknowledge(1, 2, 2, 2, 3);
		receive(1, 2, 4);
		receive(1, 1, 5);
		assertThat(count().outOfOrder()).isEqualTo(1);
		assertThat(count().swapped()).isEqualTo(1);
	}

	@Test
	void whatOneSiteHandsOverTogetherHasAnOrder() {
		acknowledge(1, 1, 1, 0, 9);
		acknowledge(1, 2, 1, 0, 9);
		receive(1, 2, 10);
		receive(1, 1, 11);
		assertThat(count().outOfOrder()).isEqualTo(1);
	}

	@Test
	void whatTwoSitesHandOverAtTheSameTimeHasNone() {
		acknowledge(1, 1, 1, 0, 9);
		acknowledge(1, 2, 2, 3, 8);
		receive(1, 2, 10);
		receive(1, 1, 11);
		assertThat(count().outOfOrder()).isZero();
		assertThat(count().swapped()).isEqualTo(1);
	}

	@Test
	void visitorsHaveNoOrderAmongEachOther() {
		acknowledge(1, 1, 1, 0, 1);
		acknowledge(2, 1, 1, 2, 3);
		receive(2, 1, 4);
		receive(1, 1, 5);
		assertThat(count().outOfOrder()).isZero();
		assertThat(count().swapped()).isZero();
	}

	@Test
	void aKillExplainsABatchOfRepetitionsAfterIt() {
		receive(1, 1, 1);
		receive(1, 2, 1);
		receive(1, 1, 6);
		receive(1, 2, 6);
		receive(1, 1, 9);
		assertThat(count().twice()).isEqualTo(3);
		assertThat(count().unexplained(List.of(), 9)).isEqualTo(3);
		assertThat(count().unexplained(List.of(kill(7, 9)), 9)).isEqualTo(2);
		assertThat(count().unexplained(List.of(kill(6, 1), kill(8, 1)), 2)).isZero();
		assertThat(count().unexplained(List.of(kill(5, 1), kill(8, 1)), 1)).isEqualTo(1);
		assertThat(count().unexplained(List.of(kill(5, 2), kill(8, 1)), 1)).isZero();
	}

	private static Kill kill(int at, int senders) {
		return new Kill(START.plusSeconds(at), senders);
	}

	@Test
	void theLongestWaitIsThatOfWhatArrivesAfterTheCrash() {
		acknowledge(1, 1, 1, 0, 1);
		acknowledge(1, 2, 1, 0, 1);
		acknowledge(1, 3, 2, 12, 13);
		acknowledge(1, 4, 2, 29, 30);
		receive(1, 1, 9);
		receive(1, 2, 16);
		receive(1, 3, 17);
		receive(1, 4, 99);
		assertThat(count().longestWait(START.plusSeconds(10), START.plusSeconds(20))).isEqualTo(Duration.ofSeconds(6));
	}

	private void acknowledge(int visitor, int number, int site, int handedOver, int acknowledged) {
		this.acknowledged.add(new Acknowledgement(new View(visitor, number), site, this.acknowledged.size(),
				START.plusSeconds(handedOver), START.plusSeconds(acknowledged)));
	}

	private void receive(int visitor, int number, int at) {
		this.receipts.add(new Receipt(new View(visitor, number), START.plusSeconds(at)));
	}

	private Count count() {
		return new Count(this.acknowledged, this.receipts);
	}

}
