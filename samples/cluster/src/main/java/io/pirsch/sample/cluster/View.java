package io.pirsch.sample.cluster;

import java.net.URI;
import java.util.Objects;

/**
 * A page view that there is once.
 *
 * @param visitor number of the visitor
 * @param number which of the visitor's views, from 1 on
 */
record View(int visitor, int number) {

	/**
	 * Reads the URL or path of a view.
	 */
	static View of(String url) {
		String[] parts = Objects.requireNonNull(URI.create(url).getPath()).split("/");
		return new View(Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
	}

	String path() {
		return "/view/%d/%d".formatted(this.visitor, this.number);
	}

}
