package io.pirsch.docs;

import io.pirsch.docs.Articles.Article;
import io.pirsch.docs.Articles.SignUp;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.TrackEvent;
import io.pirsch.web.servlet.PirschVisits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Samples for Spring MVC.
 */
@Controller
class ServletSamples {

	private final Articles articles;

	ServletSamples(Articles articles) {
		this.articles = articles;
	}

	@GetMapping("/articles/{id}")
	String article(@PathVariable String id, Model model, PirschVisit visit) {
		Article article = this.articles.get(id);
		visit.title(article.title()).tag("topic", article.topic());
		model.addAttribute("article", article);
		return "article";
	}

	@TrackEvent(value = "Signed up", metadata = "plan=free")
	@PostMapping("/signup")
	String signUp(SignUp form) {
		return "redirect:/welcome";
	}

	static class WithoutStaff implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			if (request.isUserInRole("STAFF")) {
				PirschVisits.from(request).doNotCount();
			}
			return true;
		}

	}

}
