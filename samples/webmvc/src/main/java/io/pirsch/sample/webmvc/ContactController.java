package io.pirsch.sample.webmvc;

import java.util.Map;

import io.pirsch.sample.pages.ContactForm;
import io.pirsch.web.PirschVisit;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The contact form. Sending it is an event, and leads to a page of thanks that can be
 * reloaded without sending the form again.
 */
@Controller
@RequestMapping("/contact")
class ContactController {

	@GetMapping
	ModelAndView form(@RequestParam(required = false) @Nullable String topic) {
		return form(new ContactForm(null, topic, null), true, HttpStatus.OK);
	}

	@PostMapping
	ModelAndView send(@ModelAttribute("form") ContactForm form, PirschVisit visit) {
		if (!form.isComplete()) {
			return form(form, false, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		visit.track("Contact form sent");
		return new ModelAndView("redirect:/contact/thanks", HttpStatus.SEE_OTHER);
	}

	@GetMapping("/thanks")
	String thanks() {
		return "thanks";
	}

	private static ModelAndView form(ContactForm form, boolean complete, HttpStatus status) {
		return new ModelAndView("contact", Map.of("form", form, "complete", complete), status);
	}

}
