package io.pirsch.benchmarks.site;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * A page that costs as little as a page can, beside which it is seen what counting it
 * costs.
 */
@Controller
class SiteController {

	@GetMapping(path = "/about", produces = MediaType.TEXT_HTML_VALUE)
	@ResponseBody
	String about() {
		return "<!DOCTYPE html><html lang=\"en\"><title>About</title><p>A site that is measured.</p></html>";
	}

}
