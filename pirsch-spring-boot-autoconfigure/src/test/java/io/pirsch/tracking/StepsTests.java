package io.pirsch.tracking;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Steps}.
 */
class StepsTests {

	@Test
	void whatReactorHoldsForFatalGoesWhereEveryFailureDoes() {
		List<Throwable> failures = new ArrayList<>();
		Steps steps = new Steps(Schedulers.immediate(), failures::add);
		OutOfMemoryError failure = new OutOfMemoryError("expected");
		steps.with(Mono.just(1), (one) -> {
			throw failure;
		});
		assertThat(failures).containsExactly(failure);
	}

}
