package io.pirsch.benchmarks.comparison;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.pirsch.benchmarks.load.Browser;
import org.jspecify.annotations.Nullable;

/**
 * The load generator {@code wrk}, with the headers of a browser.
 */
final class Wrk {

	private static final Pattern COUNT = Pattern.compile("([0-9]+) requests in ");

	private Wrk() {
	}

	static boolean isInstalled() {
		try {
			new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start().getInputStream().readAllBytes();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	static Answer run(URI page, boolean objecting, Duration duration) throws IOException {
		Browser browser = Browser.ALL.get(0);
		List<String> command = new ArrayList<>(
				List.of("wrk", "-t1", "-c16", "--timeout", "20s", "-d" + duration.toSeconds() + "s", page.toString()));
		header(command, "User-Agent", browser.userAgent());
		header(command, "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
		header(command, "Accept-Language", browser.acceptLanguage());
		header(command, "Referer", "https://news.example.org/today");
		header(command, "Sec-CH-UA", browser.brands());
		header(command, "Sec-CH-UA-Mobile", browser.mobile());
		header(command, "Sec-CH-UA-Platform", browser.platform());
		header(command, "Sec-Fetch-Dest", "document");
		header(command, "Sec-Fetch-Mode", "navigate");
		if (objecting) {
			header(command, "DNT", "1");
		}
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (output.contains("Non-2xx") || output.contains("Socket errors")) {
			throw new IOException("Not all requests were answered:\n" + output);
		}
		return new Answer(Long.parseLong(find(COUNT, output)));
	}

	private static void header(List<String> command, String name, @Nullable String value) {
		command.addAll(List.of("-H", name + ": " + value));
	}

	private static String find(Pattern pattern, String output) throws IOException {
		Matcher matcher = pattern.matcher(output);
		if (!matcher.find()) {
			throw new IOException("wrk says:\n" + output);
		}
		return matcher.group(1);
	}

	/**
	 * What wrk says.
	 *
	 * @param requests number of answers
	 */
	record Answer(long requests) {

	}

}
