package io.pirsch.sample.site;

import java.util.Map;

import io.pirsch.local.Arrival.Kind;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visits pages with a real browser whose script tells what the server cannot see: each
 * view arrives once, whoever has told it. The same on each web stack.
 */
public abstract class BrowserScriptTests extends Browsing {

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
		Tab tab = open("/marked/plain");
		tab.reload();
		tab.waitUntil(READY);
		finish();
		assertThat(paths()).containsExactly("/marked/plain", "/marked/plain");
	}

	@Test
	void countsEachPathThatThePageGoesTo() {
		Tab tab = open("/marked/plain");
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
	void countsAPageThatTakesTwentySecondsOnce() {
		open("/marked/slow");
		finish();
		assertThat(paths()).containsExactly("/marked/slow");
	}

	@Test
	void countsOnceWhenTheScriptIsLoadedTwiceOrNotAtAll() {
		open("/marked/twice").evaluate("history.pushState(null, '', '/marked/next'); null");
		arrived(2);
		chromium.newTab().open(this.site + "/marked/blocked");
		finish();
		assertThat(paths()).containsExactly("/marked/twice", "/marked/next", "/marked/blocked");
	}

	@Test
	void worksUnderAStrictContentSecurityPolicy() {
		open("/marked/strict").evaluate("pirsch('Strict', { meta: { one: 1 } }); null");
		finish();
		assertThat(paths()).containsExactly("/marked/strict");
		assertThat(events()).containsExactly("Strict");
	}

	@Test
	void keepsCallsThatAreMadeBeforeItHasLoaded() {
		open("/marked/early");
		finish();
		assertThat(events()).containsExactly("Early");
	}

	@Test
	void tellsEventsWhileThePageIsLeftAndOfElementsThatComeLater() {
		Tab tab = open("/marked/plain");
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
	void tellsNoParameterOfAPathSinceOneMayBeASession() {
		Tab tab = open("/marked/plain;jsessionid=A1");
		tab.evaluate("document.body.insertAdjacentHTML('beforeend', `<a id=known href='/files/list.csv;SID=A1'></a>"
				+ "<a id=named href='/files/list;SID=A1' download></a>`); onclick = (e) => e.preventDefault();"
				+ "history.replaceState(null, '', '/marked/plain'); null");
		tab.click("#known");
		tab.click("#named");
		tab.evaluate("history.pushState(null, '', '/marked/gone;SID=A1'); pirschNotFound();"
				+ "history.replaceState(null, '', '/marked/gone'); null");
		finish();
		assertThat(paths()).containsExactly("/marked/plain", "/marked/gone");
		assertThat(this.local.arrivals(Kind.EVENT)).extracting((event) -> event.texts("event_meta"))
			.containsExactlyInAnyOrder(Map.of("file", "/files/list.csv"), Map.of("file", "/files/list"),
					Map.of("path", "/marked/gone"));
	}

	@Test
	void isSilentForAVisitorWhoObjects() {
		Tab tab = open("/marked/plain");
		tab.evaluate("pirsch.optOut(); pirsch('Unseen'); null");
		tab.open(this.site + "/marked/other");
		tab.waitUntil(READY);
		tab.evaluate("pirsch.optIn(); pirsch('Seen'); null");
		tab.open(this.site + "/marked/tagged");
		tab.waitUntil(READY);
		finish();
		assertThat(paths()).containsExactly("/marked/plain", "/marked/tagged");
		assertThat(events()).containsExactly("Seen");
	}

	/**
	 * What the visitor has said to the vendor's script, the server learns with the next
	 * page.
	 */
	@Test
	void tellsTheServerOfAnObjectionInTheLocalStorage() {
		Tab tab = open("/marked/plain");
		tab.evaluate("localStorage.setItem('disable_pirsch', ''); null");
		tab.open(this.site + "/marked/other");
		tab.waitUntil(READY);
		tab.open(this.site + "/marked/tagged");
		tab.waitUntil(READY);
		finish();
		assertThat(paths()).containsExactly("/marked/plain", "/marked/other");
	}

	@Test
	void countsWithoutTlsOnAHostThatIsNotLocalAndOverRedirectsFromElsewhere() {
		String port = this.site.substring(this.site.lastIndexOf(':'));
		Tab tab = chromium.newTab();
		tab.open("http://site.example" + port + "/marked/plain");
		tab.waitUntil(READY);
		assertThat(tab.evaluate("isSecureContext").asBoolean()).isFalse();
		tab.evaluate("history.pushState(null, '', '/marked/pushed'); null");
		arrived(2);
		tab.open("http://other.example" + port + "/marked/away?to=" + this.site + "/marked/other");
		tab.waitUntil(READY);
		finish();
		assertThat(this.local.arrivals(Kind.PAGE_VIEW)).extracting((page) -> page.text("url"))
			.startsWith("http://site.example" + port + "/marked/plain", "http://site.example" + port + "/marked/pushed",
					this.site + "/marked/other")
			.hasSize(4);
	}

}
