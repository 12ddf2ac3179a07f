package io.pirsch.benchmarks.site;

import java.util.List;
import java.util.stream.IntStream;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * A page that a template makes, and one that costs as little as a page can, beside which
 * it is seen what counting it costs.
 */
@Controller
class SiteController {

	private static final List<Article> ARTICLES = IntStream.rangeClosed(1, 20)
		.mapToObj((i) -> new Article("article-" + i, "Article number " + i, 100 * i))
		.toList();

	@GetMapping("/")
	String home(Model model) {
		model.addAttribute("articles", ARTICLES);
		return "home";
	}

	@GetMapping(path = "/about", produces = MediaType.TEXT_HTML_VALUE)
	@ResponseBody
	String about() {
		return "<!DOCTYPE html><html lang=\"en\"><title>About</title><p>A site that is measured.</p></html>";
	}

	/**
	 * What the page lists.
	 *
	 * @param slug name in the URL
	 * @param title name on the page
	 * @param words length
	 */
	record Article(String slug, String title, int words) {

	}

}
