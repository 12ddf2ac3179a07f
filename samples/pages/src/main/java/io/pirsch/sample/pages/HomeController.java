package io.pirsch.sample.pages;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Pages that are just pages: counted without a word about Pirsch.
 */
@Controller
class HomeController {

	@GetMapping("/")
	String home(Model model) {
		model.addAttribute("teas", Tea.favourites());
		return "home";
	}

	@GetMapping("/about")
	String about() {
		return "about";
	}

}
