package io.pirsch.tracking;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.pirsch.client.Hit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the loop hands its hits to: Pirsch itself, or a store in front of it.
 */
interface Carrier {

	/**
	 * Returns how many hits it takes at best at present.
	 */
	int batchSize();

	/**
	 * Returns how far the beginnings of attempts that are not full are apart at least.
	 */
	Duration distance();

	/**
	 * Whether nothing has been accepted for longer than this, though it was tried.
	 */
	boolean isFailingFor(Duration time);

	/**
	 * Hands hits over.
	 * @param hits what is to be handed over, each with a time
	 * @param longestPause the longest pause that the caller will make
	 * @return what came of it, on the thread of the loop; never fails because of the data
	 * or of whom it is handed to
	 */
	Mono<Attempt> attempt(List<Hit> hits, Duration longestPause);

	/**
	 * Prepares the next attempt, while one is under way.
	 * @param behind what will be handed over after the list of the attempt under way
	 */
	default void prepare(List<Hit> behind) {
	}

	/**
	 * Returns the kinds of which one hit is to be handed over before its turn, to learn
	 * whether it is accepted.
	 */
	default Set<Hit.Kind> wanted() {
		return Set.of();
	}

	/**
	 * Ends the pauses of what it holds back by itself.
	 */
	default void endPauses() {
	}

	/**
	 * Releases everything, when nothing is handed over any more.
	 * @param limit how long this may take
	 * @return completes when it is done
	 */
	default CompletableFuture<@Nullable Void> close(Duration limit) {
		return CompletableFuture.completedFuture(null);
	}

}
