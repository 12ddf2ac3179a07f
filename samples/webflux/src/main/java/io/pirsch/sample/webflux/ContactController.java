package io.pirsch.sample.webflux;

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
import org.springframework.web.reactive.result.view.Rendering;

/**
 * The contact form. Sending it is an event, and leads to a page of thanks that can be
 * reloaded without sending the form again.
 */
@Controller
@RequestMapping("/contact")
class ContactController {

	@GetMapping
	Rendering form(@RequestParam(required = false) @Nullable String topic) {
		return form(new ContactForm(null, topic, null), true).build();
	}

	@PostMapping
	Rendering send(@ModelAttribute("form") ContactForm form, PirschVisit visit) {
		if (!form.isComplete()) {
			return form(form, false).status(HttpStatus.UNPROCESSABLE_CONTENT).build();
		}
		visit.track("Contact form sent");
		return Rendering.redirectTo("/contact/thanks").status(HttpStatus.SEE_OTHER).build();
	}

	@GetMapping("/thanks")
	String thanks() {
		return "thanks";
	}

	private static Rendering.Builder<?> form(ContactForm form, boolean complete) {
		return Rendering.view("contact").modelAttribute("form", form).modelAttribute("complete", complete);
	}

}
