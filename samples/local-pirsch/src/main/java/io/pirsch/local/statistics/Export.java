package io.pirsch.local.statistics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

	static byte[] zip(Parameters parameters, Function<String, @Nullable Object> answers) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (String name : parameters.names()) {
				for (String path : parameters.flag(name) ? FILES.getOrDefault(name, "").split(" ") : new String[0]) {
					if (!path.isEmpty()) {
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
		Set<Object> columns = new LinkedHashSet<>();
		rows.forEach((row) -> columns.addAll(((Map<?, ?>) row).keySet()));
		StringBuilder csv = new StringBuilder(line(columns));
		rows.forEach(
				(row) -> csv.append(line(columns.stream().map(((Map<?, ?>) row)::get).collect(Collectors.toList()))));
		return csv.toString();
	}

	private static String line(Iterable<?> values) {
		StringBuilder line = new StringBuilder();
		for (Object value : values) {
			line.append(line.isEmpty() ? "" : ",")
				.append('"')
				.append(Objects.toString(value, "").replace("\"", "\"\""))
				.append('"');
		}
		return line.isEmpty() ? "" : line.append('\n').toString();
	}

}
