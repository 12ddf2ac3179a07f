package io.pirsch.sample.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.pirsch.local.Arrival.Kind;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

import static io.pirsch.sample.site.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visits a sample site with a real browser, and looks at what arrives. The same on each
 * web stack.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, useMainMethod = UseMainMethod.ALWAYS,
		properties = { "local-pirsch.port=0", "pirsch.client-id=", "pirsch.client-secret=", "pirsch.access-key=",
				"pirsch.web.client-hints=true", "spring.reactor.netty.shutdown-quiet-period=10ms" })
@EnabledIf(value = "io.pirsch.sample.site.Chromium#isInstalled",
		disabledReason = "Chromium is not installed: install it (on Debian: apt-get install chromium), "
				+ "or let the environment variable CHROMIUM name it")
@Import({ MarkedPages.class, OptionPages.class })
abstract class Browsing {

	static final String READY = "!!(window.pirsch && window.pirsch.view)";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path directory;

	@SuppressWarnings("NullAway.Init")
	static Chromium chromium;

	final LocalPirsch local;

	final String site;

	/**
	 * Prepares a visit.
	 * @param local where the page views go
	 * @param port port of the site
	 */
	Browsing(LocalPirsch local, int port) {
		this(local, "http://localhost:" + port);
	}

	Browsing(LocalPirsch local, String site) {
		this.local = local;
		this.site = site;
	}

	@BeforeAll
	static void startTheBrowser() {
		chromium = startTheBrowser(false);
	}

	static Chromium startTheBrowser(boolean doNotTrack) {
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

	/**
	 * Waits until nothing can come any more: all is delivered in order, so with a last
	 * page everything before it has arrived.
	 */
	void finish() {
		chromium.closeTabs();
		chromium.newTab().open(last());
		eventually(() -> assertThat(this.local.arrivals(Kind.PAGE_VIEW))
			.anySatisfy((page) -> assertThat(page.text("url")).isEqualTo(last())));
	}

	/**
	 * Opens a page in a tab that has nothing in common with any other, and waits for its
	 * script.
	 */
	Tab open(String path) {
		Tab tab = chromium.newTab();
		tab.open(this.site + path);
		tab.waitUntil(READY);
		return tab;
	}

	void arrived(int pages) {
		eventually(() -> assertThat(paths()).hasSize(pages));
	}

	private String last() {
		return this.site + "/teas?last";
	}

	List<String> paths() {
		return this.local.arrivals(Kind.PAGE_VIEW)
			.stream()
			.map((page) -> Objects.requireNonNull(page.text("url")))
			.filter((url) -> !url.equals(last()))
			.map((url) -> url.substring(this.site.length()))
			.toList();
	}

	List<String> events() {
		return this.local.arrivals(Kind.EVENT)
			.stream()
			.map((event) -> Objects.requireNonNull(event.text("event_name")))
			.toList();
	}

}
