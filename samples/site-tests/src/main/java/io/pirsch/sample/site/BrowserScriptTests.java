package io.pirsch.sample.site;

import java.util.List;
import java.util.Objects;

import io.pirsch.local.Arrival.Kind;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.Test;

import static io.pirsch.sample.site.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visits pages with a real browser whose script tells what the server cannot see: each
 * view arrives once, whoever has told it. The same on each web stack.
 */
public abstract class BrowserScriptTests extends Browsing {

	private static final String READY = "!!(window.pirsch && window.pirsch.view)";

	/**
	 * Prepares a visit.
	 * @param local where the page views go
	 * @param port port of the site
	 */
	protected BrowserScriptTests(LocalPirsch local, int port) {
		super(local, port);
	}

	@Test
	void countsALoadAndAReloadOnce() {
		Tab tab = open("plain");
		tab.reload();
		tab.waitUntil(READY);
		finish();
		assertThat(paths()).containsExactly("/marked/plain", "/marked/plain");
	}

	@Test
	void countsEachPathThatThePageGoesTo() {
		Tab tab = open("plain");
		tab.evaluate("history.pushState(null, '', '/marked/one'); document.title = 'One'");
		arrived(2);
		tab.evaluate("history.replaceState(null, '', '/marked/one?sort=name'); location.hash = 'below'; null");
		tab.evaluate("history.replaceState(null, '', '/marked/two'); null");
		arrived(3);
		tab.evaluate("history.pushState(null, '', '/marked/three'); pirsch('Third'); null");
		tab.go(-1, this.site + "/marked/two");
		arrived(5);
		tab.go(1, this.site + "/marked/three");
		finish();
		assertThat(paths()).containsExactly("/marked/plain", "/marked/one", "/marked/two", "/marked/three",
				"/marked/two", "/marked/three");
		assertThat(this.local.arrivals(Kind.PAGE_VIEW).get(1).text("title")).isEqualTo("One");
	}

	@Test
	void countsAPageOfTheBackForwardCache() {
		Tab tab = open("plain");
		tab.evaluate("onpageshow = (e) => window.restored = e.persisted; null");
		tab.open(this.site + "/marked/other");
		tab.waitUntil(READY);
		tab.go(-1, this.site + "/marked/plain");
		tab.waitUntil("window.restored");
		finish();
		assertThat(paths()).containsExactly("/marked/plain", "/marked/other", "/marked/plain");
	}

	@Test
	void countsAPageOfTheHttpCache() {
		Tab tab = open("kept");
		tab.open(this.site + "/marked/plain");
		tab.waitUntil(READY);
		tab.open(this.site + "/marked/kept");
		tab.waitUntil(READY);
		assertThat(tab.evaluate("performance.getEntriesByType('navigation')[0].transferSize").asInt()).isZero();
		finish();
		assertThat(paths()).containsExactly("/marked/kept", "/marked/plain", "/marked/kept");
	}

	@Test
	void countsAPageThatIsNotModifiedOnce() {
		Tab tab = open("tagged");
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
		Tab tab = open("wrong-clock");
		tab.waitUntil("performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('/pirsch/p'))");
		tab.open(this.site + "/marked/plain");
		tab.open(this.site + "/marked/wrong-clock");
		tab.waitUntil(READY);
		finish();
		assertThat(paths()).containsExactly("/marked/wrong-clock", "/marked/plain", "/marked/wrong-clock");
	}

	@Test
	void countsAPageThatTakesTwentySecondsOnce() {
		open("slow");
		finish();
		assertThat(paths()).containsExactly("/marked/slow");
	}

	@Test
	void countsOnceWhenTheScriptIsLoadedTwiceOrNotAtAll() {
		open("twice").evaluate("history.pushState(null, '', '/marked/next'); null");
		arrived(2);
		chromium.newTab().open(this.site + "/marked/blocked");
		finish();
		assertThat(paths()).containsExactly("/marked/twice", "/marked/next", "/marked/blocked");
	}

	@Test
	void worksUnderAStrictContentSecurityPolicy() {
		open("strict").evaluate("pirsch('Strict', { meta: { one: 1 } }); null");
		finish();
		assertThat(paths()).containsExactly("/marked/strict");
		assertThat(events()).containsExactly("Strict");
	}

	@Test
	void keepsCallsThatAreMadeBeforeItHasLoaded() {
		open("early");
		finish();
		assertThat(events()).containsExactly("Early");
	}

	@Test
	void tellsEventsWhileThePageIsLeftAndOfElementsThatComeLater() {
		Tab tab = open("plain");
		tab.evaluate("document.body.insertAdjacentHTML('beforeend', `<button class='pirsch-event=Two+words'></button>"
				+ "<p data-pirsch-event=Attribute data-pirsch-meta-k=v><i></i></p>"
				+ "<a id=out href='https://example.org/x'></a><a id=file href='/files/price-list.csv'></a>`);"
				+ "onclick = (e) => e.preventDefault(); null");
		tab.click("button");
		tab.click("i");
		tab.click("#out");
		tab.click("#file");
		tab.evaluate("history.pushState(null, '', '/marked/leaving'); null");
		tab.evaluate("pirsch('Leaving'); pirsch('Left'); location.href = '/marked/other'; null");
		tab.waitUntil("location.pathname === '/marked/other' && " + READY);
		finish();
		assertThat(events()).containsExactlyInAnyOrder("Two words", "Attribute", "Outbound Link Click", "File Download",
				"Leaving", "Left");
		assertThat(paths()).containsExactlyInAnyOrder("/marked/plain", "/marked/leaving", "/marked/other");
	}

	@Test
	void countsAPageThatWasPrefetchedWhenItIsShown() {
		Tab tab = open("plain");
		tab.evaluate("document.head.append(Object.assign(document.createElement('script'), { type: 'speculationrules', "
				+ "textContent: '{\"prefetch\":[{\"urls\":[\"/marked/other\"],\"eagerness\":\"immediate\"}]}' }))");
		tab.waitUntil("performance.getEntriesByName(location.origin + '/marked/other').length > 0 || "
				+ "(window.polls = (window.polls || 0) + 1) > 50");
		tab.evaluate("location.href = '/marked/other'; null");
		tab.waitUntil("location.pathname === '/marked/other' && " + READY);
		finish();
		assertThat(paths()).containsExactly("/marked/plain", "/marked/other");
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
		Tab tab = open("plain");
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

	@Test
	void isSilentForAVisitorWhoObjects() {
		Tab tab = open("plain");
		tab.evaluate("pirsch.optOut(); pirsch('Unseen'); null");
		tab.open(this.site + "/marked/other");
		tab.waitUntil(READY);
		finish();
		assertThat(paths()).containsExactly("/marked/plain");
		assertThat(events()).isEmpty();
	}

	private Tab open(String page) {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/marked/" + page);
		tab.waitUntil(READY);
		return tab;
	}

	private void arrived(int pages) {
		eventually(() -> assertThat(paths()).hasSize(pages));
	}

	private List<String> events() {
		return this.local.arrivals(Kind.EVENT)
			.stream()
			.map((event) -> Objects.requireNonNull(event.text("event_name")))
			.toList();
	}

}
