package io.pirsch.benchmarks.site;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * A page with a list, and the same list as data, which is not a page view.
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

	@GetMapping("/articles")
	@ResponseBody
	Map<String, List<Article>> articles() {
		return Map.of("articles", ARTICLES);
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
