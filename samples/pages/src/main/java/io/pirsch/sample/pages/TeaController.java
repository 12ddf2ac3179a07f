package io.pirsch.sample.pages;

import io.pirsch.web.PirschVisit;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * The teas. A visit takes what a page view cannot know by itself: a title, and a tag to
 * filter statistics by.
 */
@Controller
class TeaController {

	@GetMapping("/teas")
	String teas(Model model) {
		model.addAttribute("teas", Tea.all());
		return "teas";
	}

	/**
	 * A page that changes its address by itself; each of its addresses can be asked for.
	 */
	@GetMapping({ "/finder", "/finder/{kind}" })
	String finder(Model model) {
		model.addAttribute("teas", Tea.all());
		model.addAttribute("kinds", Tea.all().stream().map(Tea::kind).distinct().toList());
		return "finder";
	}

	@GetMapping("/teas/{slug}")
	String tea(@PathVariable String slug, Model model, PirschVisit visit) {
		Tea tea = Tea.find(slug).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		visit.title(tea.name()).tag("kind", tea.kind());
		model.addAttribute("tea", tea);
		return "tea";
	}

}
