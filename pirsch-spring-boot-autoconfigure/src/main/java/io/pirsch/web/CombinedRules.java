package io.pirsch.web;

/**
 * Two rules, of which both or either must take an exchange.
 *
 * @param first asked first
 * @param second asked if the first has not decided
 * @param both whether both must take it
 */
record CombinedRules(PageViewRules first, PageViewRules second, boolean both) implements PageViewRules {

	@Override
	public Verdict judge(WebExchange exchange) {
		Verdict verdict = this.first.judge(exchange);
		if (this.both) {
			return (verdict == Verdict.NOTHING || this.second.judge(exchange) == Verdict.NOTHING) ? Verdict.NOTHING
					: verdict;
		}
		return (verdict == Verdict.NOTHING) ? this.second.judge(exchange) : verdict;
	}

	@Override
	public boolean mayBePageView(WebExchange request) {
		return this.both ? this.first.mayBePageView(request) && this.second.mayBePageView(request)
				: this.first.mayBePageView(request) || this.second.mayBePageView(request);
	}

}
