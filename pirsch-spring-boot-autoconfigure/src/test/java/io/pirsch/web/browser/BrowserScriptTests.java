package io.pirsch.web.browser;

import io.pirsch.web.BrowserViews;
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
		assertThat(new BrowserScript(views, true, "disable_pirsch").gzip()).hasSizeLessThanOrEqualTo(2500);
	}

	@Test
	void theHashIsThatOfScriptAndSettings() {
		BrowserScript script = new BrowserScript(BrowserViews.ALL, false, null);
		assertThat(script.hash()).hasSize(16)
			.isEqualTo(new BrowserScript(BrowserViews.ALL, false, null).hash())
			.isNotEqualTo(new BrowserScript(BrowserViews.ALL, true, null).hash());
	}

}
