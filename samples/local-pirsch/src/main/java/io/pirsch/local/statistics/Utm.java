package io.pirsch.local.statistics;

/**
 * The campaign a visitor came by.
 *
 * @param source UTM source
 * @param medium UTM medium
 * @param campaign UTM campaign
 * @param content UTM content
 * @param term UTM term
 */
record Utm(String source, String medium, String campaign, String content, String term) {

	static Utm of(PageUrl page) {
		return new Utm(page.parameter("utm_source"), page.parameter("utm_medium"), page.parameter("utm_campaign"),
				page.parameter("utm_content"), page.parameter("utm_term"));
	}

	/**
	 * Returns whether it names something that is not what the other has.
	 */
	boolean differsFrom(Utm other) {
		return differs(this.source, other.source) || differs(this.medium, other.medium)
				|| differs(this.campaign, other.campaign) || differs(this.content, other.content)
				|| differs(this.term, other.term);
	}

	private static boolean differs(String value, String other) {
		return !value.isEmpty() && !value.equals(other);
	}

}
