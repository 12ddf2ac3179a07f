package io.pirsch.sample.cluster.site;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pages with a number, each to be viewed once by one visitor.
 */
@RestController
class ViewController {

	@GetMapping(path = "/view/{visitor}/{number}", produces = MediaType.TEXT_HTML_VALUE)
	String view(@PathVariable int visitor, @PathVariable int number) {
		return "<title>View %d of visitor %d</title>".formatted(number, visitor);
	}

	@GetMapping(path = "/ready", produces = MediaType.TEXT_PLAIN_VALUE)
	String ready() {
		return "ready";
	}

}
