package io.pirsch.sample.pages;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * What is in stock, for scripts: data is not a page view.
 */
@RestController
@RequestMapping("/api/stock")
class StockController {

	@GetMapping
	List<Stock> all() {
		return Tea.all().stream().map(Stock::of).toList();
	}

	@GetMapping("/{slug}")
	Stock one(@PathVariable String slug) {
		return Tea.find(slug).map(Stock::of).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	/**
	 * Stock of one tea.
	 *
	 * @param tea its name in URLs
	 * @param tins how many tins are left
	 */
	record Stock(String tea, int tins) {

		private static Stock of(Tea tea) {
			return new Stock(tea.slug(), tea.tins());
		}

	}

}
