package io.pirsch.sample.site;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * A tab of a browser, in the hands of a person.
 */
final class Tab {

	private static final String LOADED = "document.readyState === 'complete' && !window.left";

	private final DevTools devTools;

	private final String parent;

	private final String session;

	private Tab(DevTools devTools, String parent, String session) {
		this.devTools = devTools;
		this.parent = parent;
		this.session = session;
	}

	/**
	 * Waits until a tab has so many pages, of which a person sees one.
	 * @return the tab with the newest of them
	 */
	static Tab newest(DevTools devTools, String parent, int pages) {
		List<String> sessions = Chromium.patiently()
			.until(() -> devTools.attachedTo(parent), (attached) -> attached.size() >= pages);
		return new Tab(devTools, parent, sessions.get(sessions.size() - 1));
	}

	/**
	 * Lets the browser prerender a page by speculation rules.
	 * @return the page, which nobody sees yet
	 */
	Tab prerender(String path) {
		evaluate("document.head.append(Object.assign(document.createElement('script'), { type: 'speculationrules', "
				+ "textContent: '{\"prerender\":[{\"urls\":[\"%s\"],\"eagerness\":\"immediate\"}]}' }))"
					.formatted(path));
		Tab page = newest(this.devTools, this.parent, 2);
		page.waitUntil("document.readyState === 'complete' && document.prerendering");
		return page;
	}

	/**
	 * Types an address.
	 */
	void open(String url) {
		leave("null");
		this.devTools.call(this.session, "Page.navigate", Map.of("url", url));
		waitUntil(LOADED);
	}

	/**
	 * Clicks at something that leads to another page.
	 */
	void follow(String selector) {
		leave("document.querySelector(`%s`).click()".formatted(selector));
		waitUntil(LOADED);
	}

	/**
	 * Clicks at something.
	 */
	void click(String selector) {
		evaluate("document.querySelector(`%s`).click()".formatted(selector));
	}

	/**
	 * Presses the reload button.
	 */
	void reload() {
		leave("null");
		this.devTools.call(this.session, "Page.reload", Map.of());
		waitUntil(LOADED);
	}

	/**
	 * Adds something to the page, and waits until it is loaded.
	 */
	void load(String element, String attribute, String url) {
		evaluate("new Promise((resolve) => document.body.append(Object.assign(document.createElement('%s'), "
			.formatted(element) + "{ onload: resolve, %s: '%s' }))).then(() => true)".formatted(attribute, url));
	}

	/**
	 * Goes back to a page, or forward.
	 */
	void go(int steps, String url) {
		evaluate("history.go(%d)".formatted(steps));
		waitUntil("document.readyState === 'complete' && location.href === '%s'".formatted(url));
	}

	/**
	 * Marks the page, so that it can be told from the next, and does something that leads
	 * there.
	 */
	private void leave(String script) {
		evaluate("window.left = true; " + script + "; null");
	}

	/**
	 * Waits until a condition holds, whatever happens to the page meanwhile.
	 */
	void waitUntil(String condition) {
		Chromium.patiently().ignoreExceptions().until(() -> evaluate(condition).asBoolean(false));
	}

	/**
	 * Runs a script in the page, as if a gesture of the person had caused it.
	 * @return what the script returns
	 */
	JsonNode evaluate(String script) {
		JsonNode answer = this.devTools.call(this.session, "Runtime.evaluate",
				Map.of("expression", script, "userGesture", true, "awaitPromise", true, "returnByValue", true));
		if (answer.has("exceptionDetails")) {
			throw new IllegalStateException(answer.path("exceptionDetails").toString());
		}
		return answer.path("result").path("value");
	}

}
