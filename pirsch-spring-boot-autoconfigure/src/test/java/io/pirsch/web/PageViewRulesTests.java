package io.pirsch.web;

import java.util.List;

import io.pirsch.web.PageViewRules.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PageViewRules#of(WebSettings)}.
 */
class PageViewRulesTests {

	private static final String ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private final WebSettings.Builder settings = WebSettings.builder();

	private final FakeExchange exchange = new FakeExchange();

	@Test
	void takesAPageForAPageView() {
		assertThat(judge()).isEqualTo(Verdict.PAGE_VIEW);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH" })
	void takesNothingButGet(String method) {
		this.exchange.method(method);
		assertThat(judge()).isEqualTo(Verdict.NOTHING);
	}

	@ParameterizedTest
	@CsvSource({ "199, NOTHING", "200, PAGE_VIEW", "206, PAGE_VIEW", "299, PAGE_VIEW", "300, NOTHING", "301, NOTHING",
			"302, NOTHING", "401, NOTHING", "403, NOTHING", "404, NOTHING", "500, NOTHING" })
	void takesStatus2xx(int status, Verdict verdict) {
		this.exchange.status(status);
		assertThat(judge()).isEqualTo(verdict);
	}

	@ParameterizedTest
	@CsvSource({ "text/html, PAGE_VIEW", "text/html;charset=UTF-8, PAGE_VIEW", "TEXT/HTML ; charset=utf-8, PAGE_VIEW",
			"application/xhtml+xml, PAGE_VIEW", "application/json, NOTHING", "text/htmlx, NOTHING", "text/htm, NOTHING",
			"text/plain, NOTHING", "text/event-stream, NOTHING", "'', NOTHING" })
	void takesHtml(String contentType, Verdict verdict) {
		this.exchange.responseHeader("Content-Type", contentType);
		assertThat(judge()).isEqualTo(verdict);
	}

	@Test
	void takesNothingWithoutContentType() {
		this.exchange.withoutContentType().header("Accept", ACCEPT);
		assertThat(judge()).isEqualTo(Verdict.NOTHING);
	}

	@Test
	void takesTheContentTypesThatAreSet() {
		this.settings.contentTypes(List.of("text/vnd.turbo-stream.html"));
		assertThat(judge()).isEqualTo(Verdict.NOTHING);
		this.exchange.responseHeader("Content-Type", "text/vnd.turbo-stream.html");
		assertThat(judge()).isEqualTo(Verdict.PAGE_VIEW);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { ACCEPT + " | PAGE_VIEW", "application/json, Text/HTML;q=0.9 | PAGE_VIEW",
					"application/xhtml+xml | PAGE_VIEW", "*/* | NOTHING", "text/* | NOTHING",
					"image/avif,image/webp,*/*;q=0.8 | NOTHING", "text/html5 | NOTHING",
					"application/json;note=text/html | NOTHING" })
	void takesNotModifiedIfTheRequestNamesHtml(String accept, Verdict verdict) {
		this.exchange.status(304).withoutContentType().header("Accept", accept);
		assertThat(judge()).isEqualTo(verdict);
	}

	@Test
	void takesNotModifiedIfASecondAcceptLineNamesHtml() {
		this.exchange.status(304).withoutContentType().header("Accept", "application/json", "text/html");
		assertThat(judge()).isEqualTo(Verdict.PAGE_VIEW);
	}

	@Test
	void takesNoNotModifiedWithoutAccept() {
		this.exchange.status(304).withoutContentType();
		assertThat(judge()).isEqualTo(Verdict.NOTHING);
	}

	@ParameterizedTest
	@CsvSource({ "/report.pdf, NOTHING", "/a/b.csv, NOTHING", "/logo.svg, NOTHING", "/data.json?v=2, NOTHING",
			"/index.html, PAGE_VIEW", "/index.xhtml, PAGE_VIEW", "/john.doe, PAGE_VIEW", "/v1.2/notes, PAGE_VIEW",
			"/, PAGE_VIEW" })
	void takesNotModifiedWithoutContentTypeByItsPath(String path, Verdict verdict) {
		this.exchange.status(304).withoutContentType().header("Accept", ACCEPT).url("https://example.com" + path);
		assertThat(judge()).isEqualTo(verdict);
	}

	@ParameterizedTest
	@CsvSource({ "application/pdf, NOTHING", "image/png, NOTHING", "text/html;charset=UTF-8, PAGE_VIEW" })
	void takesNotModifiedByItsContentType(String contentType, Verdict verdict) {
		this.exchange.status(304).responseHeader("Content-Type", contentType).header("Accept", ACCEPT);
		assertThat(judge()).isEqualTo(verdict);
	}

	@ParameterizedTest
	@CsvSource({ "attachment, NOTHING", "Attachment; filename=page.html, NOTHING", "inline, PAGE_VIEW",
			"inline; filename=attachment, PAGE_VIEW" })
	void takesNoAttachment(String disposition, Verdict verdict) {
		this.exchange.responseHeader("Content-Disposition", disposition);
		assertThat(judge()).isEqualTo(verdict);
	}

	@ParameterizedTest
	@CsvSource({ "bytes 0-99/1000, PAGE_VIEW", "bytes 100-199/1000, NOTHING", "bytes 0-99/*, PAGE_VIEW" })
	void takesThePartOfAPageThatBeginsIt(String range, Verdict verdict) {
		this.exchange.status(206).responseHeader("Content-Range", range);
		assertThat(judge()).isEqualTo(verdict);
	}

	@ParameterizedTest
	@CsvSource({ "X-Requested-With, XMLHttpRequest", "HX-Request, true", "Turbo-Frame, messages" })
	void takesNoFragmentThatAScriptAsksForWhereTheBrowserDoesNotTell(String header, String value) {
		this.exchange.header(header, value);
		assertThat(judge()).isEqualTo(Verdict.NOTHING);
		this.exchange.header("Sec-Fetch-Dest", "document");
		assertThat(judge()).isEqualTo(Verdict.PAGE_VIEW);
	}

	@Test
	void takesAPageThatAnAppShows() {
		this.exchange.header("X-Requested-With", "com.example.app");
		assertThat(judge()).isEqualTo(Verdict.PAGE_VIEW);
	}

	@ParameterizedTest
	@CsvSource({ "navigate, PAGE_VIEW", "Navigate, PAGE_VIEW", "cors, NOTHING", "same-origin, NOTHING", ", NOTHING" })
	void takesWhatAServiceWorkerPassesOn(@Nullable String mode, Verdict verdict) {
		this.exchange.header("Sec-Fetch-Dest", "empty");
		if (mode != null) {
			this.exchange.header("Sec-Fetch-Mode", mode);
		}
		assertThat(judge()).isEqualTo(verdict);
	}

	@Test
	void tellsByTheRequestAloneWhatCannotBeAPageView() {
		PageViewRules rules = PageViewRules.of(this.settings.build());
		assertThat(rules.mayBePageView(this.exchange)).isTrue();
		assertThat(rules.mayBePageView(new FakeExchange().header("Sec-Fetch-Dest", "image"))).isFalse();
		assertThat(rules.mayBePageView(new FakeExchange().header("Sec-Fetch-Mode", "cors"))).isFalse();
		assertThat(rules.mayBePageView(new FakeExchange().method("POST"))).isFalse();
		assertThat(rules.or((exchange) -> Verdict.PAGE_VIEW).mayBePageView(new FakeExchange().method("POST"))).isTrue();
		assertThat(rules.and((exchange) -> Verdict.PAGE_VIEW).mayBePageView(new FakeExchange().method("POST")))
			.isFalse();
	}

	@Test
	void canBeCombined() {
		PageViewRules page = (exchange) -> Verdict.PAGE_VIEW;
		PageViewRules missing = (exchange) -> Verdict.NOT_FOUND;
		PageViewRules none = (exchange) -> Verdict.NOTHING;
		assertThat(page.and(missing).judge(this.exchange)).isEqualTo(Verdict.PAGE_VIEW);
		assertThat(missing.and(page).judge(this.exchange)).isEqualTo(Verdict.NOT_FOUND);
		assertThat(page.and(none).judge(this.exchange)).isEqualTo(Verdict.NOTHING);
		assertThat(none.and(page).judge(this.exchange)).isEqualTo(Verdict.NOTHING);
		assertThat(none.or(missing).judge(this.exchange)).isEqualTo(Verdict.NOT_FOUND);
		assertThat(page.or(missing).judge(this.exchange)).isEqualTo(Verdict.PAGE_VIEW);
		assertThat(none.or(none).judge(this.exchange)).isEqualTo(Verdict.NOTHING);
		assertThat(PageViewRules.not(page).judge(this.exchange)).isEqualTo(Verdict.NOTHING);
		assertThat(PageViewRules.not(none).judge(this.exchange)).isEqualTo(Verdict.PAGE_VIEW);
	}

	@Test
	void canBeExtendedByACondition() {
		PageViewRules rules = PageViewRules.of(this.settings.build())
			.and(PageViewRules.not(PageViewRules.when((exchange) -> exchange.header("X-Probe") != null)));
		assertThat(judge(rules, this.exchange)).isEqualTo(Verdict.PAGE_VIEW);
		assertThat(judge(rules, this.exchange.header("X-Probe", "1"))).isEqualTo(Verdict.NOTHING);
	}

	@ParameterizedTest
	@CsvSource({ "document, PAGE_VIEW", "Document, PAGE_VIEW", "iframe, NOTHING", "empty, NOTHING", "image, NOTHING" })
	void takesOnlyDocumentsWhereTheBrowserTells(String destination, Verdict verdict) {
		this.exchange.header("Sec-Fetch-Dest", destination);
		assertThat(judge()).isEqualTo(verdict);
	}

	@ParameterizedTest
	@CsvSource({ "/blog, PAGE_VIEW", "/blog/2026/a, PAGE_VIEW", "/blog/drafts/a, NOTHING", "/shop, NOTHING" })
	void takesIncludedPathsThatAreNotExcluded(String path, Verdict verdict) {
		this.settings.include(List.of("/blog/**", "/about")).exclude(List.of("/blog/drafts/**"));
		this.exchange.url("https://example.com" + path);
		assertThat(judge()).isEqualTo(verdict);
	}

	@Test
	void takesAllPathsThatAreNotExcludedIfNoneIsIncluded() {
		this.settings.exclude(List.of("/actuator/**"));
		assertThat(judge()).isEqualTo(Verdict.PAGE_VIEW);
		this.exchange.url("https://example.com/actuator/health?a=b");
		assertThat(judge()).isEqualTo(Verdict.NOTHING);
	}

	@Test
	void readsAPatternWithoutLeadingSlash() {
		this.settings.exclude(List.of("page"));
		assertThat(judge()).isEqualTo(Verdict.NOTHING);
	}

	@Test
	void takesAPageThatIsNotFoundOnRequestOnly() {
		this.exchange.status(404).header("Accept", ACCEPT);
		assertThat(judge()).isEqualTo(Verdict.NOTHING);
		this.settings.notFoundEvent(true);
		assertThat(judge()).isEqualTo(Verdict.NOT_FOUND);
	}

	@Test
	void takesADocumentThatIsNotFoundWhateverTheAnswer() {
		this.settings.notFoundEvent(true);
		this.exchange.status(404)
			.header("Sec-Fetch-Dest", "document")
			.responseHeader("Content-Type", "application/json");
		assertThat(judge()).isEqualTo(Verdict.NOT_FOUND);
	}

	@Test
	void takesNothingElseThatIsNotFound() {
		this.settings.notFoundEvent(true).exclude(List.of("/excluded"));
		assertThat(judge(notFound().header("Accept", "*/*"))).isEqualTo(Verdict.NOTHING);
		assertThat(judge(notFound().without("Accept"))).isEqualTo(Verdict.NOTHING);
		assertThat(judge(notFound().header("Sec-Fetch-Dest", "image"))).isEqualTo(Verdict.NOTHING);
		assertThat(judge(notFound().url("https://example.com/excluded"))).isEqualTo(Verdict.NOTHING);
		assertThat(judge(notFound().method("POST"))).isEqualTo(Verdict.NOTHING);
		assertThat(judge(notFound())).isEqualTo(Verdict.NOT_FOUND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "html", "text/*", "*/*", "text/html;charset=UTF-8", "text/", "/html", "", "text/html/x",
			"text/html, text/plain" })
	void refusesWhatIsNoContentTypeAndNamesIt(String contentType) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.contentTypes(List.of(contentType)))
			.withMessageContaining("'" + contentType + "'")
			.withMessageContaining("text/html");
	}

	@Test
	void refusesNoContentTypes() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.contentTypes(List.of()))
			.withMessageContaining("text/html");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a/{b", "/a/**/b/**", "/{a}/{a}" })
	void refusesAMalformedPatternAndNamesIt(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.include(List.of(pattern)))
			.withMessageContaining("'" + pattern + "'")
			.withMessageContaining("/admin/**");
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.exclude(List.of(pattern)));
	}

	private static FakeExchange notFound() {
		return new FakeExchange().status(404).header("Accept", ACCEPT);
	}

	private Verdict judge() {
		return judge(this.exchange);
	}

	private Verdict judge(WebExchange exchange) {
		return judge(PageViewRules.of(this.settings.build()), exchange);
	}

	private static Verdict judge(PageViewRules rules, WebExchange exchange) {
		return rules.judge(exchange);
	}

}
