package io.pirsch.sample.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.pirsch.local.Arrival;
import io.pirsch.local.Arrival.Kind;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static io.pirsch.sample.site.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visits a sample site with a real browser: the page views that a person makes arrive,
 * each once and in order, and no others. The same on each web stack.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, useMainMethod = UseMainMethod.ALWAYS,
		properties = { "local-pirsch.port=0", "pirsch.client-id=", "pirsch.client-secret=", "pirsch.access-key=",
				"pirsch.web.client-hints=true", "spring.reactor.netty.shutdown-quiet-period=0s" })
@EnabledIfSystemProperty(named = "browser.tests", matches = "true",
		disabledReason = "A browser is driven only with the Maven profile 'browser'")
public abstract class BrowserTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path directory;

	@SuppressWarnings("NullAway.Init")
	private static Chromium chromium;

	private final LocalPirsch local;

	private final String site;

	/**
	 * Prepares a visit.
	 * @param local where the page views go
	 * @param port port of the site
	 */
	protected BrowserTests(LocalPirsch local, int port) {
		this.local = local;
		this.site = "http://localhost:" + port;
	}

	@BeforeAll
	static void startTheBrowser() {
		chromium = startTheBrowser(false);
	}

	private static Chromium startTheBrowser(boolean doNotTrack) {
		Assumptions.assumeTrue(Chromium.find().isPresent(),
				"Chromium is not installed: install it (on Debian: apt-get install chromium), "
						+ "or let the environment variable CHROMIUM name it");
		return Chromium.start(Chromium.find().orElseThrow(), directory.resolve("profile-" + doNotTrack), doNotTrack);
	}

	@AfterAll
	@SuppressWarnings("NullAway")
	static void stopTheBrowser() {
		if (chromium != null) {
			chromium.close();
		}
	}

	@BeforeEach
	void forgetTheLastTest() {
		chromium.closeTabs();
		this.local.reset();
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
	 * The browser shows again what it has kept, and the server does not learn of it.
	 */
	@Test
	void backAndForwardAreNoNewPageViews() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/");
		tab.follow("a[href='/teas']");
		tab.go(-1, this.site + "/");
		tab.go(1, this.site + "/teas");
		finish();
		assertThat(paths()).containsExactly("/", "/teas");
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

	/**
	 * A limit of every server: the browser does not ask again for a page that it has
	 * prerendered, so that nobody learns that the person has gone there.
	 */
	@Test
	void doesNotLearnThatAPersonGoesToAPageThatWasPrerendered() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/");
		Tab page = tab.prerender("/about");
		tab.click("a[href='/about']");
		page.waitUntil("performance.getEntriesByType('navigation')[0].activationStart > 0");
		finish();
		assertThat(paths()).containsExactly("/");
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

	/**
	 * Waits until nothing can come any more: all is delivered in order, so with a last
	 * page everything before it has arrived.
	 */
	private void finish() {
		chromium.closeTabs();
		chromium.newTab().open(last());
		eventually(() -> assertThat(this.local.arrivals(Kind.PAGE_VIEW))
			.anySatisfy((page) -> assertThat(page.text("url")).isEqualTo(last())));
	}

	private String last() {
		return this.site + "/teas?last";
	}

	private List<String> paths() {
		return this.local.arrivals(Kind.PAGE_VIEW)
			.stream()
			.map((page) -> Objects.requireNonNull(page.text("url")))
			.filter((url) -> !url.equals(last()))
			.map((url) -> url.substring(this.site.length()))
			.toList();
	}

}
