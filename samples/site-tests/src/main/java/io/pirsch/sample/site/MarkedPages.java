package io.pirsch.sample.site;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pages that are kept, slow or strict. Each loads the script of the browser's half.
 */
@RestController
class MarkedPages {

	private static final String HTML = "<!doctype html><title>%s</title>%s<script defer src='/pirsch/p.js' data-dev></script>"
			+ "<body><a id=here href='#below'>Below</a>";

	private final AtomicInteger speculations = new AtomicInteger();

	@GetMapping("/marked/plain")
	ResponseEntity<String> plain() {
		return html(CacheControl.noCache(), "");
	}

	@GetMapping("/marked/other")
	ResponseEntity<String> other(@RequestHeader(name = "Sec-Purpose", required = false) @Nullable String purpose) {
		if (purpose != null) {
			this.speculations.incrementAndGet();
		}
		return html(CacheControl.noCache(), "");
	}

	/**
	 * How often a browser has asked for the other page before its user did.
	 */
	@GetMapping("/marked/speculations")
	int speculations() {
		return this.speculations.get();
	}

	/**
	 * A page that proxies keep and browsers do not.
	 */
	@GetMapping("/marked/shared")
	ResponseEntity<String> shared() {
		return html(CacheControl.maxAge(Duration.ZERO).sMaxAge(Duration.ofHours(2)), "");
	}

	@GetMapping("/marked/kept")
	ResponseEntity<String> kept() {
		return html(CacheControl.maxAge(Duration.ofMinutes(10)), "");
	}

	@GetMapping("/marked/gone")
	ResponseEntity<String> gone() {
		return ResponseEntity.status(HttpStatus.GONE)
			.cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)))
			.contentType(MediaType.TEXT_HTML)
			.body(HTML.formatted("Gone", ""));
	}

	@GetMapping("/marked/tagged")
	ResponseEntity<String> tagged() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(Duration.ZERO))
			.eTag("1")
			.contentType(MediaType.TEXT_HTML)
			.body(HTML.formatted("Tagged", ""));
	}

	@GetMapping("/marked/slow")
	Mono<ResponseEntity<String>> slow() {
		return Mono.delay(Duration.ofSeconds(20)).map((tick) -> html(CacheControl.noCache(), ""));
	}

	@GetMapping("/marked/wrong-clock")
	ResponseEntity<String> wrongClock() {
		return html(CacheControl.maxAge(Duration.ofMinutes(10)),
				"<script>Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + 3 * 3600000 })"
						+ "</script>");
	}

	@GetMapping("/marked/twice")
	ResponseEntity<String> twice() {
		return html(CacheControl.noCache(), "<script defer src='/pirsch/p.js' data-dev></script>");
	}

	@GetMapping("/marked/early")
	ResponseEntity<String> early() {
		return html(CacheControl.noCache(),
				"<script>window.pirsch = (...call) => (pirsch.q = pirsch.q || []).push(call); pirsch('Early')</script>");
	}

	@GetMapping("/marked/strict")
	ResponseEntity<String> strict() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache())
			.header("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'")
			.contentType(MediaType.TEXT_HTML)
			.body(HTML.formatted("Strict", ""));
	}

	@GetMapping("/marked/blocked")
	ResponseEntity<String> blocked() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache())
			.header("Content-Security-Policy", "script-src 'none'")
			.contentType(MediaType.TEXT_HTML)
			.body(HTML.formatted("Blocked", ""));
	}

	@GetMapping("/marked/away")
	ResponseEntity<Void> away(@RequestParam URI to) {
		return ResponseEntity.status(HttpStatus.FOUND).location(to).build();
	}

	@GetMapping(path = "/marked/passing.js", produces = "text/javascript")
	String passing() {
		return "onfetch = (e) => e.respondWith(fetch(e.request)); oninstall = () => skipWaiting();"
				+ " onactivate = (e) => e.waitUntil(clients.claim())";
	}

	@GetMapping(path = "/marked/keeping.js", produces = "text/javascript")
	String keeping() {
		return "const kept = {}; onfetch = (e) => { if (e.request.mode === 'navigate') e.respondWith("
				+ "(kept[e.request.url] ||= fetch(e.request)).then((answer) => answer.clone())) };"
				+ " oninstall = () => skipWaiting(); onactivate = (e) => e.waitUntil(clients.claim())";
	}

	/**
	 * Answers with what it has kept for an hour.
	 */
	@GetMapping(path = "/marked/aging.js", produces = "text/javascript")
	String aging() {
		return "const kept = {}; const age = async (answer) => { const headers = new Headers(answer.headers);"
				+ " headers.set('Server-Timing', answer.headers.get('Server-Timing').replace(/[0-9]+/, (time) => time - 3600));"
				+ " return new Response(await answer.text(), { headers }) };"
				+ " onfetch = (e) => { if (e.request.mode === 'navigate') e.respondWith(kept[e.request.url]"
				+ " ? age(kept[e.request.url].clone()) : fetch(e.request).then((answer) =>"
				+ " (kept[e.request.url] = answer).clone())) };"
				+ " oninstall = () => skipWaiting(); onactivate = (e) => e.waitUntil(clients.claim())";
	}

	private static ResponseEntity<String> html(CacheControl cache, String head) {
		return ResponseEntity.ok()
			.cacheControl(cache)
			.contentType(MediaType.TEXT_HTML)
			.body(HTML.formatted("A page", head));
	}

}
