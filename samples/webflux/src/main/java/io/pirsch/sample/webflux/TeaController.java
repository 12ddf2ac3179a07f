package io.pirsch.sample.webflux;

import io.pirsch.sample.pages.Tea;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * The teas.
 */
@Controller
class TeaController {

	@GetMapping("/teas")
	String teas(Model model) {
		model.addAttribute("teas", Tea.all());
		return "teas";
	}

	@GetMapping("/teas/{slug}")
	String tea(@PathVariable String slug, Model model) {
		Tea tea = Tea.find(slug).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		model.addAttribute("tea", tea);
		return "tea";
	}

}
