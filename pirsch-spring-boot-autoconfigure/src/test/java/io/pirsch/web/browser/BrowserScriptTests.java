package io.pirsch.web.browser;

import io.pirsch.web.BrowserViews;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BrowserScript}.
 */
class BrowserScriptTests {

	@Test
	void leavesOutCommentsAndIndentation() {
		assertThat(BrowserScript.withoutComments("""
				/*
				 * What it does.
				 */
				/* why */

				// how
				if (a) {
					b("/* kept */ // too")
				}
				""")).isEqualTo("if (a) {\nb(\"/* kept */ // too\")\n}\n");
	}

	@Test
	void theHashIsThatOfScriptAndSettings() {
		BrowserScript script = new BrowserScript(BrowserViews.ALL, false, null);
		assertThat(script.hash()).hasSize(16)
			.isEqualTo(new BrowserScript(BrowserViews.ALL, false, null).hash())
			.isNotEqualTo(new BrowserScript(BrowserViews.ALL, true, null).hash());
	}

}
