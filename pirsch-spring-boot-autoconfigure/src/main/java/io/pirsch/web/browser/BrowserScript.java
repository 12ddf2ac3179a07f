package io.pirsch.web.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import io.pirsch.web.BrowserViews;
import org.jspecify.annotations.Nullable;

/**
 * The script as browsers get it: without comments, with the settings in front. Made once.
 */
public final class BrowserScript {

	private static final String RESOURCE = "p.js";

	private final byte[] bytes;

	private final byte[] gzip;

	private final String hash;

	/**
	 * Makes the script.
	 * @param views which page views it tells
	 * @param notFoundEvent whether the server tells of missing pages, so that the script
	 * does not
	 * @param optOutCookie name of the cookie by which a visitor opts out, or {@code null}
	 * if there is none
	 */
	public BrowserScript(BrowserViews views, boolean notFoundEvent, @Nullable String optOutCookie) {
		String settings = "{views:\"%s\",notFound:%s,optOut:\"%s\"}".formatted(views.name().toLowerCase(Locale.ROOT),
				notFoundEvent, (optOutCookie != null) ? optOutCookie : "");
		this.bytes = "(()=>{const PIRSCH=%s;\n%s})()\n".formatted(settings, withoutComments(read()))
			.getBytes(StandardCharsets.UTF_8);
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
	 * Leaves out indentation, empty lines, and lines that are nothing but comment.
	 */
	static String withoutComments(String source) {
		StringBuilder code = new StringBuilder(source.length());
		boolean comment = false;
		for (String line : source.lines().map(String::strip).toList()) {
			comment |= line.startsWith("/*");
			if (!comment && !line.isEmpty() && !line.startsWith("//")) {
				code.append(line).append('\n');
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
