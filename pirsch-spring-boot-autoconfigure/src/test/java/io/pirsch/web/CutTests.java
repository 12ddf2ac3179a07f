package io.pirsch.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Cut}.
 */
class CutTests {

	private static final String EMOJI = "\uD83D\uDE00";

	@Test
	void doesNotCopyWhatIsShortEnough() {
		String text = "x".repeat(Cut.URL);
		assertThat(Cut.toChars(text, Cut.URL)).isSameAs(text);
		assertThat(Cut.toCodePoints(text, Cut.URL)).isSameAs(text);
		assertThat(Cut.toUrl(text)).isSameAs(text);
		assertThat(Cut.toChars(null, 1)).isNull();
		assertThat(Cut.toCodePoints(null, 1)).isNull();
	}

	@Test
	void cutsToCharactersButNoPairInHalf() {
		assertThat(Cut.toChars("abcd", 3)).isEqualTo("abc");
		assertThat(Cut.toChars("ab" + EMOJI, 3)).isEqualTo("ab");
		assertThat(Cut.toChars("a" + EMOJI + "b", 3)).isEqualTo("a" + EMOJI);
	}

	@Test
	void cutsToCodePoints() {
		assertThat(Cut.toCodePoints(EMOJI.repeat(3), 3)).isEqualTo(EMOJI.repeat(3));
		assertThat(Cut.toCodePoints(EMOJI.repeat(4), 3)).isEqualTo(EMOJI.repeat(3));
	}

	@ParameterizedTest
	@CsvSource({ "1996, 1999", "1997, 2000", "1998, 1998", "1999, 1999", "2000, 2000" })
	void cutsAUrlButNoEscapeInTheMiddle(int start, int expected) {
		String url = "x".repeat(start) + "%41" + (start < 1997 ? "%42" : "") + "y".repeat(100);
		assertThat(Cut.toUrl(url)).isEqualTo(url.substring(0, expected));
	}

	@Test
	void cutsAUrlButNoPairInHalf() {
		assertThat(Cut.toUrl("x".repeat(1999) + EMOJI)).isEqualTo("x".repeat(1999));
	}

}
