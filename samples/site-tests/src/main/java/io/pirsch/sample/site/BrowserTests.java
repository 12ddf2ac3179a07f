package io.pirsch.sample.site;

import java.util.List;

import io.pirsch.local.Arrival;
import io.pirsch.local.Arrival.Kind;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.Test;

import static io.pirsch.sample.site.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visits a sample site with a real browser: the page views that a person makes arrive,
 * each once and in order, and no others. The same on each web stack.
 */
public abstract class BrowserTests extends Browsing {

	/**
	 * Prepares a visit.
	 * @param local where the page views go
	 * @param port port of the site
	 */
	protected BrowserTests(LocalPirsch local, int port) {
		super(local, port);
	}

	@Test
	void countsEachPageThatAPersonGoesTo() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/");
		tab.follow("a[href='/teas']");
		tab.reload();
		tab.follow("a[href='/teas/silver-needle']");
		tab.waitUntil("document.querySelector('[data-stock]').textContent.includes('tins')");
		tab.follow("main a[href^='/contact']");
		tab.evaluate("document.querySelector('[name=name]').value = 'Ada'");
		tab.evaluate("document.querySelector('[name=message]').value = 'A table for seven, please'");
		tab.follow("form button");
		tab.follow("a[href='/about']");
		finish();
		assertThat(paths()).containsExactly("/", "/teas", "/teas", "/teas/silver-needle",
				"/contact?topic=Silver%20Needle", "/contact/thanks", "/about");
		assertThat(this.local.arrivals(Kind.PAGE_VIEW)).extracting((page) -> page.text("referrer"))
			.startsWith(null, this.site + "/", this.site + "/", this.site + "/teas", this.site + "/teas/silver-needle",
					this.site + "/contact", this.site + "/contact/thanks");
		assertThat(this.local.arrivals(Kind.EVENT)).extracting((event) -> event.text("event_name"))
			.containsExactly("Contact form sent");
	}

	@Test
	void tellsTheHintsThatTheBrowserIsAskedFor() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/");
		tab.follow("a[href='/teas']");
		String width = tab.evaluate("window.innerWidth").asString();
		finish();
		List<Arrival> pages = this.local.arrivals(Kind.PAGE_VIEW);
		assertThat(pages.get(0).text("sec_ch_ua")).contains("Chromium");
		assertThat(pages.get(0).text("sec_ch_ua_mobile")).isEqualTo("?0");
		assertThat(pages.get(0).text("sec_ch_ua_platform")).isNotEmpty();
		assertThat(pages.get(0).text("sec_ch_viewport_width")).isNull();
		assertThat(pages.get(1).text("sec_ch_viewport_width")).isEqualTo(width);
		assertThat(pages.get(1).fields()).containsKey("sec_ch_ua_platform_version");
	}

	/**
	 * The browser shows again what it has kept: only the script learns of it.
	 */
	@Test
	void countsAPageThatIsShownAgain() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/");
		tab.follow("a[href='/teas']");
		tab.go(-1, this.site + "/");
		tab.go(1, this.site + "/teas");
		finish();
		assertThat(paths()).containsExactly("/", "/teas", "/", "/teas");
	}

	@Test
	void countsTheRoutesOfASinglePagePart() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/");
		tab.follow("a[href='/finder']");
		tab.click("[data-kind='Green tea']");
		eventually(() -> assertThat(paths()).hasSize(3));
		tab.click("[data-finder] button");
		tab.click("[data-kind='']");
		tab.go(-1, this.site + "/finder/green-tea");
		finish();
		assertThat(paths()).containsExactly("/", "/finder", "/finder/green-tea", "/finder", "/finder/green-tea");
		assertThat(this.local.arrivals(Kind.PAGE_VIEW).get(2).text("title")).isEqualTo("Green tea · Northlight Tea");
		assertThat(this.local.arrivals(Kind.EVENT)).singleElement()
			.satisfies((event) -> assertThat(event.texts("event_meta")).containsEntry("tea", "Morning Sencha"));
	}

	@Test
	void theLivePageTellsWhichHalfHasCounted() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/finder");
		eventually(() -> assertThat(paths()).containsExactly("/finder"));
		tab.click("[data-kind='Oolong']");
		eventually(() -> assertThat(paths()).containsExactly("/finder", "/finder/oolong"));
		Tab live = chromium.newTab();
		live.open(this.local.baseUrl() + "/");
		live.waitUntil("document.querySelectorAll('.half').length === 2");
		assertThat(live.evaluate("[...document.querySelectorAll('.half')].map((half) => half.textContent).join()")
			.asString()).isEqualTo("script,server");
	}

	@Test
	void countsAPageInANewTab() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/");
		tab.evaluate("document.querySelector(`a[href='/contact']`).target = '_blank'");
		tab.click("a[href='/contact']");
		chromium.tab(this.site + "/contact");
		finish();
		assertThat(paths()).containsExactly("/", "/contact");
	}

	@Test
	void doesNotCountWhatAPageContains() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/");
		tab.evaluate("fetch('/about').then((response) => response.text())");
		tab.load("img", "src", "/images/smoked-pine.svg");
		tab.load("iframe", "src", "/about");
		tab.load("object", "data", "/about");
		tab.load("embed", "src", "/about");
		finish();
		assertThat(paths()).containsExactly("/");
	}

	@Test
	void countsAPageThatIsPrefetchedWhenThePersonGoesThere() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/");
		tab.evaluate("document.head.append(Object.assign(document.createElement('link'), "
				+ "{ rel: 'prefetch', href: '/about' }))");
		tab.waitUntil("performance.getEntriesByName('%s/about').length === 1".formatted(this.site));
		tab.follow("a[href='/teas']");
		tab.follow("a[href='/about']");
		finish();
		assertThat(paths()).containsExactly("/", "/teas", "/about");
	}

	@Test
	void doesNotCountAPageThatIsPrerendered() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/");
		tab.prerender("/about");
		finish();
		assertThat(paths()).containsExactly("/");
	}

	@Test
	void countsAPageThatWasPrerenderedWhenThePersonGoesThere() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/");
		Tab page = tab.prerender("/about");
		tab.click("a[href='/about']");
		page.waitUntil("performance.getEntriesByType('navigation')[0].activationStart > 0");
		finish();
		assertThat(paths()).containsExactly("/", "/about");
	}

	@Test
	void countsNothingOfAPersonWhoDoesNotWantToBeTracked() {
		try (Chromium careful = startTheBrowser(true)) {
			Tab tab = careful.newTab();
			tab.open(this.site + "/");
			assertThat(tab.evaluate("navigator.doNotTrack").asString()).isEqualTo("1");
			tab.follow("a[href='/teas']");
		}
		finish();
		assertThat(paths()).isEmpty();
	}

}
