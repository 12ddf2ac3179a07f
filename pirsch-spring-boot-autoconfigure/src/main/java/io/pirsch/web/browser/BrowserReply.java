package io.pirsch.web.browser;

import java.util.Map;

/**
 * What is answered to a browser.
 *
 * @param status the status code
 * @param headers names and values of the headers, without {@code Content-Length}
 * @param body the body, empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record BrowserReply(int status, Map<String, String> headers, byte[] body) {

	private static final byte[] NOTHING = {};

	static BrowserReply of(int status, Map<String, String> headers) {
		return new BrowserReply(status, headers, NOTHING);
	}

}
