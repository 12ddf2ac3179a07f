package io.pirsch.sample.site;

import java.util.List;
import java.util.Map;

import io.pirsch.local.Arrival;
import io.pirsch.local.Arrival.Kind;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.pirsch.sample.site.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tries the attributes and functions of the script in a real browser. The same on each
 * web stack.
 */
public abstract class BrowserOptionTests extends Browsing {

	private static final String TICKS = "new Promise((go) => { let left = 5; const timer = setInterval(() => { "
			+ "if (!--left) { clearInterval(timer); go(true); } }, 100); })";

	/**
	 * Prepares a visit.
	 * @param local where the page views go
	 * @param port port of the site
	 */
	protected BrowserOptionTests(LocalPirsch local, int port) {
		super(local, port);
	}

	@Test
	void tellsSignsOfLifeOnlyWhileSomebodyLooks() {
		Tab tab = open("/option/sessions");
		tab.evaluate(
				"window.looks = true; document.hasFocus = () => window.looks; window.dispatchEvent(new Event('focus'))");
		eventually(() -> assertThat(signsOfLife()).hasSizeGreaterThan(2));
		tab.evaluate("window.looks = false; " + TICKS);
		int seen = signsOfLife().size();
		tab.evaluate(TICKS);
		assertThat(signsOfLife()).as("while another window has the focus").hasSize(seen);
		tab.evaluate("window.looks = true; window.dispatchEvent(new Event('focus')); pirschClearSession(); null");
		tab.evaluate(TICKS);
		finish();
		assertThat(signsOfLife().size()).as("after they were ended").isBetween(seen, seen + 1);
		assertThat(paths()).containsExactly("/option/sessions");
	}

	@Test
	void tellsALastSignOfLifeWhenThePageIsHidden() {
		Tab tab = open("/option/sessions");
		tab.evaluate("document.hasFocus = () => true; window.dispatchEvent(new Event('focus'))");
		eventually(() -> assertThat(signsOfLife()).isNotEmpty());
		tab.evaluate("Object.defineProperty(document, 'hidden', { get: () => true }); "
				+ "navigator.sendBeacon = (url, body) => fetch(url, { method: 'POST', body, keepalive: true }).then(() => "
				+ "window.last = JSON.parse(body).t); document.dispatchEvent(new Event('visibilitychange')); null");
		tab.waitUntil("window.last === 'ping'");
		tab.evaluate(TICKS);
		int seen = signsOfLife().size();
		tab.evaluate(TICKS);
		assertThat(signsOfLife()).as("while the page is hidden").hasSize(seen);
	}

	private List<Arrival> signsOfLife() {
		return this.local.arrivals(Kind.SESSION);
	}

	@Test
	void tagsViewsAndEvents() {
		Tab tab = open("/option/tags");
		tab.evaluate("history.pushState(null, '', '/option/tagged'); pirsch('Tagged'); null");
		finish();
		Map<String, String> tags = Map.of("the plan", "free", "new", "1", "old", "1");
		assertThat(this.local.arrivals(Kind.PAGE_VIEW).get(1).texts("tags")).isEqualTo(tags);
		assertThat(this.local.arrivals(Kind.EVENT)).singleElement()
			.satisfies((event) -> assertThat(event.texts("tags")).isEqualTo(tags));
	}

	@Test
	void tellsThatAPageIsMissingAndHowAnEventWas() {
		Tab tab = open("/option/none");
		tab.evaluate("pirschNotFound().then(() => pirsch('Sold', "
				+ "{ meta: { sum: 12, of: ['tea'] }, duration: 7.5, non_interactive: true })).then(() => true)");
		assertThat(tab.evaluate("pirsch('').catch((error) => error.message)").asString())
			.isEqualTo("The event has no name");
		finish();
		assertThat(events()).containsExactly("404 Page Not Found", "Sold");
		Arrival missing = this.local.arrivals(Kind.EVENT).get(0);
		assertThat(missing.texts("event_meta")).isEqualTo(Map.of("path", "/option/none"));
		assertThat(missing.flag("non_interactive")).isTrue();
		Arrival sold = this.local.arrivals(Kind.EVENT).get(1);
		assertThat(sold.texts("event_meta")).isEqualTo(Map.of("sum", "12", "of", "[\"tea\"]"));
		assertThat(sold.number("event_duration")).isEqualTo(7);
		assertThat(sold.flag("non_interactive")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "patched", "named" })
	void followsTheHistoryWhereThereIsNoNavigationApi(String name) {
		String page = "/option/" + name;
		Tab tab = open(page);
		assertThat(tab.evaluate("typeof window.navigation?.currentEntry").asString()).isEqualTo("undefined");
		tab.evaluate("history.pushState({ kept: 1 }, '', '/option/one'); history.state.kept");
		arrived(2);
		tab.evaluate("history.replaceState(null, '', '/option/two'); location.hash = 'below'; null");
		arrived(3);
		tab.go(-2, this.site + page);
		finish();
		assertThat(paths()).containsExactly(page, "/option/one", "/option/two", page);
	}

	@Test
	void countsRoutesInTheHashWhereItIsToldTo() {
		Tab tab = open("/option/hash");
		tab.evaluate("location.hash = '/teas?token=secret'; null");
		tab.evaluate("location.hash = '/herbs;id=1'; null");
		tab.evaluate("location.hash = '/herbs;id=2'; null");
		finish();
		assertThat(paths()).containsExactly("/option/hash", "/option/hash%23/teas", "/option/hash%23/herbs");
	}

	@Test
	void leavesOutWhatItsAttributesLeaveOut() {
		Tab tab = open("/option/narrow");
		for (String path : List.of("/in/1", "/elsewhere", "/inside", "/in/out", "/in/2")) {
			tab.evaluate("history.pushState(null, '', '%s'); pirsch('At %s'); null".formatted(path, path));
		}
		finish();
		assertThat(paths()).containsExactlyInAnyOrder("/option/narrow", "/in/1", "/in/2");
		assertThat(events()).containsExactlyInAnyOrder("At /in/1", "At /in/2");
	}

	@Test
	void countsByHandEachPathOnce() {
		Tab tab = open("/option/by-hand");
		tab.evaluate("pirsch.view(); history.pushState(null, '', '/option/pushed'); pirsch('Pushed'); null");
		tab.evaluate("pirsch.view(); pirsch.view(); history.pushState(null, '', '/option/not-told'); null");
		finish();
		assertThat(paths()).containsExactly("/option/by-hand", "/option/pushed");
		assertThat(this.local.arrivals(Kind.PAGE_VIEW).get(1).text("referrer"))
			.isEqualTo(this.site + "/option/by-hand");
		assertThat(events()).containsExactly("Pushed");
	}

	@Test
	void tellsNoViewsWhereThatIsSwitchedOffOrInAFrame() {
		Tab tab = open("/option/no-views");
		tab.evaluate("history.pushState(null, '', '/option/pushed'); pirsch.view(); pirsch('By itself'); null");
		Tab framing = open("/option/framing");
		framing.waitUntil("!!frames[0].pirsch.view");
		framing.evaluate("frames[0].history.pushState(null, '', '/option/pushed'); frames[0].pirsch.view();"
				+ " frames[0].pirsch('Framed'); null");
		finish();
		assertThat(paths()).containsExactly("/option/no-views", "/option/framing");
		assertThat(events()).containsExactlyInAnyOrder("By itself", "Framed");
	}

	@Test
	void tellsLessWhereThatIsSwitchedOff() {
		Tab tab = open("/option/bare");
		tab.evaluate("onclick = (e) => e.preventDefault(); document.body.innerHTML = `<a href='https://example.org/'>`;"
				+ " document.querySelector('a').click(); history.pushState(null, '', '/option/barer?secret=1'); null");
		finish();
		assertThat(paths()).containsExactly("/option/bare", "/option/barer");
		Arrival told = this.local.arrivals(Kind.PAGE_VIEW).get(1);
		assertThat(told.text("referrer")).isNull();
		assertThat(told.number("screen_width")).isNull();
		assertThat(events()).isEmpty();
	}

	@Test
	void givesBuiltInEventsTheNamesOfItsAttributes() {
		Tab tab = open("/option/renamed");
		tab.evaluate(
				"onclick = (e) => e.preventDefault(); document.body.innerHTML = `<a href='https://example.org/'></a>"
						+ "<a href='/list.tea'></a><a href='/list.TXT'></a><a href='/list.html'></a><a href='mailto:a@b.example'></a>"
						+ "<a href='https://example.org/' data-pirsch-ignore></a>`;"
						+ " document.querySelectorAll('a').forEach((link) => link.click()); pirschNotFound(); null");
		eventually(() -> assertThat(events()).hasSize(4));
		finish();
		assertThat(events()).containsExactlyInAnyOrder("Left", "Taken", "Taken", "Gone");
	}

	@Test
	void tellsEventsByTheRulesOfThePage() {
		Tab tab = open("/option/rules");
		tab.evaluate(
				"onsubmit = (e) => e.preventDefault(); document.body.innerHTML = `<form class=one><button></button>"
						+ "</form><form id=two><button></button></form><p><b><i></i></b></p><b></b>`; null");
		tab.click(".one button");
		tab.click("#two button");
		tab.click("i");
		tab.click("body > b");
		finish();
		// Each has a message of its own, and one may overtake another
		assertThat(events()).containsExactlyInAnyOrder("One", "Two", "Bold");
		assertThat(this.local.arrivals(Kind.EVENT)).filteredOn((event) -> "Bold".equals(event.text("event_name")))
			.singleElement()
			.satisfies((event) -> assertThat(event.texts("event_meta")).isEqualTo(Map.of("k", "v")));
	}

	@Test
	void isSilentInARobot() {
		Tab tab = open("/option/robot");
		tab.evaluate("history.pushState(null, '', '/option/pushed'); pirsch('Robot'); null");
		finish();
		assertThat(paths()).containsExactly("/option/robot");
		assertThat(events()).isEmpty();
	}

	@Test
	void keepsWhatAPageTellsThatNobodySeesYet() {
		open("/option/none").prerender("/option/preparing");
		finish();
		assertThat(paths()).containsExactly("/option/none");
		assertThat(events()).isEmpty();
		Tab tab = open("/option/none");
		Tab page = tab.prerender("/option/preparing");
		tab.evaluate("location.href = '/option/preparing'; null");
		page.waitUntil("performance.getEntriesByType('navigation')[0].activationStart > 0");
		eventually(() -> assertThat(events()).containsExactly("Prepared"));
	}

}
