package io.pirsch.sample.webmvc;

import io.pirsch.sample.site.AheadOfTimeTests;

/**
 * Runs this site's jar, which was processed ahead of time.
 */
class WebMvcAheadOfTimeIT extends AheadOfTimeTests {

}
