package io.pirsch.benchmarks.load;

import io.pirsch.benchmarks.stub.HitNumber;

/**
 * What a tracker is told about a page view: the same for all.
 *
 * @param number its number, which stands in the path
 * @param path the path
 * @param browser who saw the page
 * @param ip address of the visitor
 * @param time moment of the request in milliseconds
 */
public record Hit(long number, String path, Browser browser, String ip, long time) {

	static final String HOST = "www.example.com";

	static final String TITLE = "All you can read about articles, and then some";

	static final String REFERRER = "https://news.example.org/today/technology";

	/**
	 * Returns the hit with a number.
	 * @param number the number
	 * @return the hit, with strings of its own as a server would make them
	 */
	public static Hit of(long number) {
		int visitor = (int) (number & 0xFFFF);
		return new Hit(number, "/articles/" + HitNumber.format(number) + "/read",
				Browser.ALL.get(visitor % Browser.ALL.size()), "203.0." + (visitor >> 8) + "." + (visitor & 0xFF),
				System.currentTimeMillis());
	}

	String url() {
		return "https://" + HOST + this.path;
	}

}
