package io.pirsch.local.statistics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Packs answers into a ZIP file, as a CSV file each.
 */
final class Export {

	private static final Map<String, String> FILES = Map.ofEntries(Map.entry("visitors", "/visitor"),
			Map.entry("pages", "/page"), Map.entry("entry_pages", "/page/entry"), Map.entry("exit_pages", "/page/exit"),
			Map.entry("session_duration", "/duration/session"), Map.entry("growth", "/growth"),
			Map.entry("languages", "/language"), Map.entry("referrer", "/referrer"), Map.entry("os", "/os"),
			Map.entry("browser", "/browser"), Map.entry("country", "/country"), Map.entry("region", "/region"),
			Map.entry("city", "/city"), Map.entry("platform", "/platform"), Map.entry("screen", "/screen"),
			Map.entry("utm", "/utm/source /utm/medium /utm/campaign /utm/content /utm/term"),
			Map.entry("conversion_goals", "/goals"), Map.entry("events", "/events"), Map.entry("tags", "/tags"),
			Map.entry("hostname", "/hostname"));

	private Export() {
	}

	static byte[] zip(Call call, Function<String, @Nullable Object> answers) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (String name : call.parameters().keySet()) {
				if (call.flag(name) && FILES.containsKey(name)) {
					for (String path : FILES.getOrDefault(name, "").split(" ")) {
						zip.putNextEntry(new ZipEntry(path.substring(1).replace('/', '_') + ".csv"));
						zip.write(csv(answers.apply(path)).getBytes(StandardCharsets.UTF_8));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static String csv(@Nullable Object answer) {
		List<?> rows = (answer instanceof List<?> list) ? list : (answer != null) ? List.of(answer) : List.of();
		if (rows.isEmpty()) {
			return "";
		}
		// All rows of an answer have the same columns
		Stream<Collection<?>> columns = Stream.of(((Map<?, ?>) rows.get(0)).keySet());
		return Stream.concat(columns, rows.stream().map((row) -> ((Map<?, ?>) row).values()))
			.map(Export::line)
			.collect(Collectors.joining());
	}

	private static String line(Collection<?> values) {
		return values.stream()
			.map((value) -> '"' + Objects.toString(value, "").replace("\"", "\"\"") + '"')
			.collect(Collectors.joining(",", "", "\n"));
	}

}
