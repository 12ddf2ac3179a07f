package io.pirsch.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The faults that are set, and how often each is still to be applied.
 */
class Faults {

	private final List<Armed> armed = new CopyOnWriteArrayList<>();

	private final Runnable onChange;

	Faults(Runnable onChange) {
		this.onChange = onChange;
	}

	void add(Fault fault) {
		this.armed.add(new Armed(fault, new AtomicInteger(fault.times())));
		this.onChange.run();
	}

	void clear() {
		this.armed.clear();
		this.onChange.run();
	}

	@Nullable Fault take(String path) {
		return take((fault) -> fault.matches(path));
	}

	@Nullable Fault take(String path, List<Arrival> arrivals) {
		return arrivals.isEmpty() ? null : take((fault) -> fault.matches(path, arrivals));
	}

	List<String> descriptions() {
		return this.armed.stream().map(Armed::describe).toList();
	}

	private @Nullable Fault take(Predicate<Fault> matching) {
		for (Armed candidate : this.armed) {
			if (matching.test(candidate.fault()) && use(candidate)) {
				return candidate.fault();
			}
		}
		return null;
	}

	private boolean use(Armed candidate) {
		if (candidate.fault().times() == 0) {
			return true;
		}
		int left = candidate.left().decrementAndGet();
		if (left == 0) {
			this.armed.remove(candidate);
		}
		return left >= 0;
	}

	private record Armed(Fault fault, AtomicInteger left) {

		String describe() {
			return this.fault + ((this.fault.times() == 0) ? ", until cleared" : ", " + this.left + " left");
		}

	}

}
