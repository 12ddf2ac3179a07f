package io.pirsch.sample.pages;

import java.util.List;
import java.util.Optional;

/**
 * A tea that the sample shop sells.
 *
 * @param slug its name in URLs
 * @param name its name for visitors
 * @param kind what kind of tea it is
 * @param price what a tin costs
 * @param tins how many tins are in stock
 * @param tagline a few words about it
 * @param description a paragraph about it
 * @param brewing how to brew it
 */
public record Tea(String slug, String name, String kind, String price, int tins, String tagline, String description,
		String brewing) {

	private static final List<Tea> TEAS = List.of(
			new Tea("harbour-breakfast", "Harbour Breakfast", "Black tea", "€ 9.50", 42,
					"Strong, malty, and on time for the first ferry.",
					"Assam for body and a little Ceylon for light. We blended it for the crew of the morning ferry, "
							+ "who take it with milk and never ask what is in it.",
					"3 g · 100 °C · 4 minutes"),
			new Tea("morning-sencha", "Morning Sencha", "Green tea", "€ 12.00", 17,
					"Cut grass, sea air, no bitterness.",
					"The first harvest of a family garden above Shizuoka, steamed briefly to keep it bright. "
							+ "It forgives water that is a little too hot, which is why we drink it on Mondays.",
					"4 g · 70 °C · 90 seconds"),
			new Tea("iron-goddess", "Iron Goddess", "Oolong", "€ 15.50", 9, "Orchid, warm butter, and five infusions.",
					"Rolled tight enough to rattle in the tin. Give it a small pot and an afternoon: "
							+ "the third infusion is the one to write home about.",
					"5 g · 90 °C · 60 seconds, again and again"),
			new Tea("smoked-pine", "Smoked Pine", "Black tea", "€ 11.00", 23,
					"A camp fire that somebody else has built.",
					"Dried over pine wood until the whole village smells of it. "
							+ "Half of our guests love it; the other half open a window.",
					"3 g · 95 °C · 3 minutes"),
			new Tea("silver-needle", "Silver Needle", "White tea", "€ 19.00", 4,
					"Melon, hay, and next to nothing else.",
					"Only buds, picked before sunrise on the two weeks of the year that allow it. "
							+ "Quiet tea, best with nothing beside it but a window.",
					"4 g · 80 °C · 5 minutes"),
			new Tea("evening-rooibos", "Evening Rooibos", "Herbal tea", "€ 8.00", 58,
					"Vanilla and orange peel, without caffeine.",
					"For those who want one more cup and a full night's sleep. "
							+ "Children get it with honey, and so do we.",
					"4 g · 100 °C · 7 minutes"));

	/**
	 * Returns all teas.
	 * @return the teas, in the order to show them
	 */
	public static List<Tea> all() {
		return TEAS;
	}

	/**
	 * Returns the teas of the home page.
	 * @return three teas
	 */
	public static List<Tea> favourites() {
		return TEAS.subList(0, 3);
	}

	/**
	 * Finds a tea.
	 * @param slug its name in URLs
	 * @return the tea, if there is one
	 */
	public static Optional<Tea> find(String slug) {
		return TEAS.stream().filter((tea) -> tea.slug().equals(slug)).findFirst();
	}

}
