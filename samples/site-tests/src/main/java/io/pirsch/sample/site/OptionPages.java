package io.pirsch.sample.site;

import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pages whose script is told something by its attributes.
 */
@RestController
class OptionPages {

	private static final Map<String, String> ATTRIBUTES = Map.of("sessions",
			"data-enable-sessions data-interval-ms=100", "tags", "data-tag-the-plan=free data-tag='new, old'", "hash",
			"data-hash", "narrow", "data-include=/option/narrow,/in data-exclude=/out,/inside", "by-hand",
			"data-disable-history", "no-views", "data-disable-page-views", "bare",
			"data-disable-query data-disable-referrer data-disable-resolution data-disable-outbound-links", "renamed",
			"data-download-event-name=Taken data-not-found-event-name=Gone data-outbound-link-event-name=Left "
					+ "data-download-extensions=tea");

	private static final Map<String, String> CONTENT = Map.of("patched", "<script>delete window.navigation</script>",
			"named", "<script>window.navigation = document.createElement('nav')</script>", "robot",
			"<script>Object.defineProperty(navigator, 'webdriver', { value: true })</script>", "framing",
			"<iframe src='/option/framed'></iframe>", "rules",
			"<meta name=pirsch-event data-pirsch-selector=.one data-pirsch-event=One data-pirsch-trigger=submit>"
					+ "<meta name=pirsch-event data-pirsch-selector='#two' data-pirsch-event=Two data-pirsch-trigger=submit>"
					+ "<meta name=pirsch-event data-pirsch-selector='p b' data-pirsch-event=Bold data-pirsch-meta-k=v>",
			"preparing",
			"<script>window.pirsch = (...call) => (pirsch.q = pirsch.q || []).push(call);"
					+ " pirsch('Prepared'); history.replaceState(null, '', '/option/prepared')</script>",
			"untimed", "<script>delete PerformanceResourceTiming.prototype.serverTiming</script>", "unmeasured",
			"<script>performance.getEntriesByType = () => []</script>");

	@GetMapping("/option/{name}")
	ResponseEntity<String> page(@PathVariable String name) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache())
			.contentType(MediaType.TEXT_HTML)
			.body("<!doctype html><title>%s</title>%s<script defer src='/pirsch/p.js' %s %s></script><body>".formatted(
					name, CONTENT.getOrDefault(name, ""), name.equals("robot") ? "" : "data-dev",
					ATTRIBUTES.getOrDefault(name, "")));
	}

}
