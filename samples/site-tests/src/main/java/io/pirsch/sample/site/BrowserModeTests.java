package io.pirsch.sample.site;

import io.pirsch.local.Arrival;
import io.pirsch.local.Arrival.Kind;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visits a site with a real browser where the script counts all page views, or none.
 */
public abstract class BrowserModeTests extends Browsing {

	private BrowserModeTests(LocalPirsch local, int port) {
		super(local, port);
	}

	/**
	 * The script counts every page view, and the server none.
	 */
	@TestPropertySource(properties = { "pirsch.browser.page-views=all", "pirsch.web.not-found-event=true" })
	public abstract static class All extends BrowserModeTests {

		/**
		 * Prepares a visit.
		 * @param local where the page views go
		 * @param port port of the site
		 */
		protected All(LocalPirsch local, int port) {
			super(local, port);
		}

		@Test
		void theScriptCountsEachPageOnce() {
			Tab tab = open("/marked/plain");
			tab.reload();
			tab.waitUntil(READY);
			tab.evaluate("history.pushState(null, '', '/marked/pushed'); null");
			arrived(3);
			tab.open(this.site + "/marked/tagged");
			tab.waitUntil(READY);
			tab.open(this.site + "/marked/kept");
			tab.waitUntil(READY);
			finish();
			assertThat(paths()).containsExactly("/marked/plain", "/marked/plain", "/marked/pushed", "/marked/tagged",
					"/marked/kept");
			assertThat(this.local.arrivals(Kind.PAGE_VIEW)).extracting((page) -> page.number("screen_width"))
				.doesNotContainNull();
		}

		/**
		 * Some browsers tell the mark on secure sites only, and old ones tell nothing of
		 * the load.
		 */
		@Test
		void theScriptCountsWhereItCannotReadTheMark() {
			assertThat(open("/option/untimed")
				.evaluate("performance.getEntriesByType('navigation')[0].serverTiming === undefined")
				.asBoolean()).isTrue();
			arrived(1);
			open("/option/unmeasured");
			finish();
			assertThat(paths()).containsExactly("/option/untimed", "/option/unmeasured");
		}

		@Test
		void theServerAloneTellsThatAPageIsMissing() {
			Tab tab = open("/teas/none");
			tab.evaluate("pirschNotFound(); history.pushState(null, '', '/teas/neither'); pirschNotFound(); null");
			finish();
			assertThat(this.local.arrivals(Kind.EVENT)).extracting((event) -> event.texts("event_meta").get("path"))
				.containsExactly("/teas/none", "/teas/neither");
			assertThat(paths()).as("page views").containsExactly("/teas/neither");
		}

	}

	/**
	 * The script tells events only.
	 */
	@TestPropertySource(properties = "pirsch.browser.page-views=none")
	public abstract static class None extends BrowserModeTests {

		/**
		 * Prepares a visit.
		 * @param local where the page views go
		 * @param port port of the site
		 */
		protected None(LocalPirsch local, int port) {
			super(local, port);
		}

		@Test
		void theServerCountsAndTheScriptTellsEvents() {
			Tab tab = open("/marked/plain");
			tab.evaluate("history.pushState(null, '', '/marked/pushed'); pirsch.view(); pirsch('Seen'); null");
			finish();
			assertThat(paths()).containsExactly("/marked/plain");
			assertThat(this.local.arrivals(Kind.EVENT)).singleElement()
				.extracting((Arrival event) -> event.text("url"))
				.isEqualTo(this.site + "/marked/pushed");
		}

	}

}
