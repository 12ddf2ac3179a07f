package io.pirsch.sample.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a site wrote down when its store had acknowledged a view.
 *
 * @param view the view
 * @param site number of the site
 * @param line where among the site's views
 * @param handedOver when the store was given the view
 * @param acknowledged when the store had it
 */
record Acknowledgement(View view, int site, int line, Instant handedOver, Instant acknowledged) {

	/**
	 * Reads what a site wrote down. The last line may be half, of a site that was killed.
	 */
	static List<Acknowledgement> read(Path file, int site) throws IOException {
		List<Acknowledgement> found = new ArrayList<>();
		if (!Files.exists(file)) {
			return found;
		}
		String text = Files.readString(file);
		for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
			String[] parts = line.split(" ");
			found.add(new Acknowledgement(View.of(parts[0]), site, found.size(), Instant.parse(parts[1]),
					Instant.parse(parts[2])));
		}
		return found;
	}

	/**
	 * Whether the store had this one before it was given the other, or was given it first
	 * by the same site. What two sites hand over at the same time has no order.
	 */
	boolean isBefore(Acknowledgement other) {
		if (this.site == other.site) {
			return this.line < other.line;
		}
		return this.acknowledged.isBefore(other.handedOver);
	}

}
