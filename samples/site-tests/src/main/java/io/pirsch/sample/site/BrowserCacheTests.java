package io.pirsch.sample.site;

import java.time.Duration;

import io.pirsch.local.Arrival.Kind;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visits pages with a real browser that come from a cache, or were asked for before
 * somebody wanted them: each view arrives once, whoever has told it. The same on each web
 * stack.
 */
public abstract class BrowserCacheTests extends Browsing {

	/**
	 * Prepares a visit.
	 * @param local where the page views go
	 * @param port port of the site
	 */
	protected BrowserCacheTests(LocalPirsch local, int port) {
		super(local, port);
	}

	@Test
	void countsAPageOfTheBackForwardCache() {
		Tab tab = open("/marked/plain");
		tab.evaluate("onpageshow = (e) => window.restored = e.persisted; null");
		tab.open(this.site + "/marked/other");
		tab.waitUntil(READY);
		tab.go(-1, this.site + "/marked/plain");
		tab.waitUntil("window.restored");
		finish();
		assertThat(paths()).containsExactly("/marked/plain", "/marked/other", "/marked/plain");
		assertThat(this.local.arrivals(Kind.PAGE_VIEW).get(2).text("referrer")).isEqualTo(this.site + "/marked/plain");
	}

	@Test
	void countsAPageOfTheHttpCache() {
		Tab tab = open("/marked/kept");
		tab.open(this.site + "/marked/plain");
		tab.waitUntil(READY);
		tab.open(this.site + "/marked/kept");
		tab.waitUntil(READY);
		assertThat(tab.evaluate("performance.getEntriesByType('navigation')[0].transferSize").asInt()).isZero();
		finish();
		assertThat(paths()).containsExactly("/marked/kept", "/marked/plain", "/marked/kept");
	}

	@Test
	void doesNotCountAnErrorPageOfTheHttpCache() {
		Tab tab = open("/marked/gone");
		tab.open(this.site + "/marked/plain");
		tab.waitUntil(READY);
		tab.open(this.site + "/marked/gone");
		tab.waitUntil(READY);
		assertThat(tab.evaluate("performance.getEntriesByType('navigation')[0].transferSize").asInt()).isZero();
		finish();
		assertThat(paths()).containsExactly("/marked/plain");
	}

	@Test
	void countsAPageThatIsNotModifiedOnce() {
		Tab tab = open("/marked/tagged");
		tab.open(this.site + "/marked/plain");
		tab.open(this.site + "/marked/tagged");
		tab.waitUntil(READY);
		assertThat(tab.evaluate("performance.getEntriesByType('navigation')[0].deliveryType").asString())
			.isEqualTo("cache");
		finish();
		assertThat(paths()).containsExactly("/marked/tagged", "/marked/plain", "/marked/tagged");
	}

	@Test
	void countsOnceByAClockThatIsWrongByHours() {
		Tab tab = open("/marked/wrong-clock");
		tab.waitUntil("performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('/pirsch/p'))");
		tab.open(this.site + "/marked/plain");
		tab.open(this.site + "/marked/wrong-clock");
		tab.waitUntil(READY);
		finish();
		assertThat(paths()).containsExactly("/marked/wrong-clock", "/marked/plain", "/marked/wrong-clock");
	}

	@Test
	void doesNotCountAPageThatWasPrefetchedAndIsNeverShown() {
		prefetch();
		finish();
		assertThat(paths()).containsExactly("/marked/plain");
	}

	@Test
	void countsAPageThatWasPrefetchedWhenItIsShown() {
		Tab tab = prefetch();
		tab.evaluate("location.href = '/marked/other'; null");
		tab.waitUntil("location.pathname === '/marked/other' && " + READY);
		assertThat(tab.evaluate(
				"performance.getEntriesByType('navigation')[0].serverTiming.map((entry) => entry.description).join()")
			.asString()).as("mark of the server for what a browser prepares").startsWith("s");
		finish();
		assertThat(paths()).containsExactly("/marked/plain", "/marked/other");
	}

	/**
	 * Waits until the server has seen that the browser prepares a page.
	 */
	private Tab prefetch() {
		Tab tab = open("/marked/plain");
		tab.evaluate(
				"fetch('/marked/speculations').then((answer) => answer.json()).then((count) => window.before = count)");
		tab.evaluate("document.head.append(Object.assign(document.createElement('script'), { type: 'speculationrules', "
				+ "textContent: '{\"prefetch\":[{\"urls\":[\"/marked/other\"],\"eagerness\":\"immediate\"}]}' }))");
		tab.waitUntil("fetch('/marked/speculations').then((answer) => answer.json()).then((count) => count > before)");
		return tab;
	}

	@Test
	void countsAPageThatAProxyHasKept() {
		try (CachingProxy proxy = CachingProxy.start(this.site)) {
			Tab first = visit(proxy);
			arrived(1);
			proxy.ageBy(Duration.ofHours(1));
			visit(proxy);
			arrived(2);
			first.reload();
			first.waitUntil(READY);
			finish();
			assertThat(proxy.asked()).as("asked for by the proxy").isOne();
		}
		assertThat(this.local.arrivals(Kind.PAGE_VIEW)).extracting((page) -> page.number("screen_width") != null)
			.as("told by the script")
			.startsWith(false, true, true);
		assertThat(this.local.arrivals(Kind.PAGE_VIEW)).hasSize(4);
	}

	/**
	 * A limit: what was kept only seconds ago looks like an answer of the server, and is
	 * rather lost than counted twice.
	 */
	@Test
	void losesAPageThatAProxyShowsAgainWithinSeconds() {
		try (CachingProxy proxy = CachingProxy.start(this.site)) {
			visit(proxy);
			visit(proxy);
			finish();
			assertThat(proxy.asked()).as("asked for by the proxy").isOne();
		}
		assertThat(this.local.arrivals(Kind.PAGE_VIEW)).hasSize(2);
	}

	private static Tab visit(CachingProxy proxy) {
		Tab tab = chromium.newTab();
		tab.open(proxy.site() + "/marked/shared");
		tab.waitUntil(READY);
		return tab;
	}

	@Test
	void countsAPageThatAServiceWorkerHasKept() {
		visitBehindAServiceWorker("aging");
		assertThat(paths()).containsExactly("/marked/plain", "/marked/other", "/marked/other?again", "/marked/other");
	}

	@Test
	void countsEachPageThatAServiceWorkerPassesOn() {
		visitBehindAServiceWorker("passing");
		assertThat(paths()).containsExactly("/marked/plain", "/marked/other", "/marked/other?again", "/marked/other");
	}

	/**
	 * A limit: what was kept only seconds ago looks like an answer of the server, and is
	 * rather lost than counted twice.
	 */
	@Test
	void losesAPageThatAServiceWorkerShowsAgainWithinSeconds() {
		visitBehindAServiceWorker("keeping");
		assertThat(paths()).containsExactly("/marked/plain", "/marked/other", "/marked/other?again");
	}

	private void visitBehindAServiceWorker(String worker) {
		Tab tab = open("/marked/plain");
		tab.evaluate(
				"new Promise((go) => { navigator.serviceWorker.addEventListener('controllerchange', () => go(true));"
						+ " navigator.serviceWorker.register('/marked/%s.js'); })".formatted(worker));
		tab.evaluate("location.href = '/marked/other'; null");
		tab.waitUntil("location.pathname === '/marked/other' && " + READY);
		tab.evaluate("location.href = '/marked/other?again'; null");
		tab.waitUntil("location.search === '?again' && " + READY);
		tab.evaluate("location.href = '/marked/other'; null");
		tab.waitUntil("location.search === '' && " + READY);
		finish();
	}

}
