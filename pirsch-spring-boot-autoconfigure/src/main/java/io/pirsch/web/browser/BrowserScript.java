package io.pirsch.web.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import io.pirsch.web.BrowserViews;
import io.pirsch.web.WebSettings;

/**
 * The script as browsers get it: without comments and needless space, with the settings
 * in front. Made once.
 */
public final class BrowserScript {

	private static final String RESOURCE = "p.js";

	private static final Pattern TEXT_OR_SIGNS = Pattern
		.compile("(\"[^\"]*\"|`[^`]*`)| *([=<>!&|?:+*,;(){}\\[\\]-]+) *");

	private static final String CONTINUED = ";{,([";

	private final byte[] bytes;

	private final byte[] gzip;

	private final String hash;

	/**
	 * Makes the script.
	 * @param webSettings which page views it tells, whether the server tells of missing
	 * pages, so that the script does not, and the cookie by which a visitor opts out
	 */
	public BrowserScript(WebSettings webSettings) {
		BrowserViews views = webSettings.browserViews();
		String optOutCookie = webSettings.optOutCookie();
		String settings = "const VIEWS=%s,ALL=%s,NOT_FOUND=%s,OPT_OUT=\"%s\";".formatted(views != BrowserViews.NONE,
				views == BrowserViews.ALL, webSettings.notFoundEvent(), (optOutCookie != null) ? optOutCookie : "");
		this.bytes = "(()=>{%s%s})()\n".formatted(settings, compact(read())).getBytes(StandardCharsets.UTF_8);
		this.gzip = gzip(this.bytes);
		this.hash = hash(this.bytes);
	}

	private static String read() {
		try (InputStream resource = BrowserScript.class.getResourceAsStream(RESOURCE)) {
			if (resource == null) {
				throw new IllegalStateException("The script '%s' is missing".formatted(RESOURCE));
			}
			return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Leaves out lines that are nothing but comment, indentation, and space that no
	 * script needs: around signs, and the end of a line that can't be the end of anything
	 * else. Knows no more of the language than our script has: its texts begin and end on
	 * the same line, no comment stands behind code, and two signs with a space between
	 * them are as good without.
	 */
	static String compact(String source) {
		StringBuilder code = new StringBuilder(source.length());
		boolean comment = false;
		for (String line : source.lines().map(String::strip).toList()) {
			comment |= line.startsWith("/*");
			if (!comment && !line.isEmpty() && !line.startsWith("//")) {
				code.append(TEXT_OR_SIGNS.matcher(line).replaceAll("$1$2"));
				if (CONTINUED.indexOf(line.charAt(line.length() - 1)) < 0) {
					code.append('\n');
				}
			}
			comment &= !line.endsWith("*/");
		}
		return code.toString();
	}

	private static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new SmallestGzip(zipped)) {
			gzip.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return zipped.toByteArray();
	}

	private static String hash(byte[] bytes) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
			return HexFormat.of().formatHex(digest, 0, 8);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns what changes whenever the script does. As parameter {@code v} of its URL,
	 * it lets browsers keep the script for a year.
	 * @return 16 hexadecimal digits
	 */
	public String hash() {
		return this.hash;
	}

	byte[] bytes() {
		return this.bytes;
	}

	byte[] gzip() {
		return this.gzip;
	}

	private static final class SmallestGzip extends GZIPOutputStream {

		SmallestGzip(ByteArrayOutputStream target) throws IOException {
			super(target);
			this.def.setLevel(9);
		}

	}

}
