package io.pirsch.web.browser;

import io.pirsch.web.BrowserViews;
import io.pirsch.web.WebSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BrowserScript}.
 */
class BrowserScriptTests {

	@Test
	void leavesOutCommentsAndSpaceThatNobodyNeeds() {
		assertThat(BrowserScript.compact("""
				/*
				 * What it does.
				 */
				/* why */

				// how
				if (a in b && !c) {
					const {d} = e ? "/* kept */ // too" : `and ( this )`
				}
				""")).isEqualTo("if(a in b&&!c){const{d}=e?\"/* kept */ // too\":`and ( this )`\n}\n");
	}

	@ParameterizedTest
	@EnumSource
	void isSmall(BrowserViews views) {
		assertThat(new BrowserScript(
				WebSettings.builder().browserViews(views).notFoundEvent(true).optOutCookie("disable_pirsch").build())
			.gzip()).hasSizeLessThanOrEqualTo(2500);
	}

	@Test
	void theHashIsThatOfScriptAndSettings() {
		WebSettings.Builder settings = WebSettings.builder().browserViews(BrowserViews.ALL);
		BrowserScript script = new BrowserScript(settings.build());
		assertThat(script.hash()).hasSize(16)
			.isEqualTo(new BrowserScript(settings.build()).hash())
			.isNotEqualTo(new BrowserScript(settings.notFoundEvent(true).build()).hash());
	}

}
