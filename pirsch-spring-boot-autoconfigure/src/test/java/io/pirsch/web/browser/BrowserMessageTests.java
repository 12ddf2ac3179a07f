package io.pirsch.web.browser;

import java.time.Instant;

import io.pirsch.web.browser.BrowserMessage.Mark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BrowserMessage}.
 */
class BrowserMessageTests {

	private static final long NOW = 1_790_000_000;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			# case                                          | age | since request | since response | of this load
			answered at once, told at once                  |   0 |             1 |              1 | true
			answered at once, told after an hour            | 3600|          3600 |           3600 | true
			a page that takes a minute, marked at its start |  60 |            60 |              0 | true
			a page that takes a minute, marked at its end   |   0 |            60 |              0 | true
			another instance is 14 s behind                 |  15 |             1 |              1 | true
			another instance is 17 s behind                 |  18 |             1 |              1 | false
			another instance is 5 s ahead                   |  -4 |             1 |              1 | true
			another instance is 7 s ahead                   |  -6 |             1 |              1 | false
			kept for 20 s                                   |  21 |             1 |              1 | false
			kept for a day                                  |86401|             1 |              1 | false
			kept for 10 s, which nobody can tell              |  11 |             1 |              1 | true
			newer than the page                             |   0 |            60 |             50 | false
			""")
	void aMarkIsOfThisLoadIfItLiesBetweenRequestAndAnswer(String what, long age, long sinceRequest, long sinceResponse,
			boolean ofThisLoad) {
		Mark mark = new Mark(NOW - age, sinceRequest * 1000, sinceResponse * 1000);
		assertThat(mark.isOfThisLoad(Instant.ofEpochSecond(NOW))).as(what).isEqualTo(ofThisLoad);
	}

}
