package io.pirsch.client;

import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads results as the API names and formats them, whatever an application does to its
 * own Jackson, and tolerates what the API leaves out or adds.
 */
final class ResultJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
		.withCoercionConfigDefaults(
				(config) -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
		.withCoercionConfig(String.class,
				(config) -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.TryConvert))
		.withConfigOverride(String.class,
				(type) -> type.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
		.withConfigOverride(List.class,
				(type) -> type.setNullHandling(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.SKIP)))
		.withConfigOverride(Map.class,
				(type) -> type.setNullHandling(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.SKIP)))
		.addModule(new SimpleModule().addDeserializer(LocalDate.class, new DatePart()))
		.build();

	private ResultJson() {
	}

	/**
	 * Reads a list. A single object is a list of one; {@code null} is an empty list.
	 */
	static <T> List<T> list(byte[] json, Type type) {
		JavaType list = MAPPER.getTypeFactory()
			.constructCollectionType(List.class, MAPPER.getTypeFactory().constructType(type));
		List<@Nullable T> values = MAPPER.readValue(json, list);
		return (values != null) ? values.stream().filter(Objects::nonNull).toList() : List.of();
	}

	/**
	 * Takes the date as it is written: the API adds a time of midnight UTC to dates that
	 * belong to another time zone, so shifting them would change the day.
	 */
	private static final class DatePart extends StdDeserializer<LocalDate> {

		private static final int LENGTH = "2024-01-31".length();

		DatePart() {
			super(LocalDate.class);
		}

		@Override
		public @Nullable LocalDate deserialize(JsonParser json, DeserializationContext context) {
			String text = json.getString();
			if (text.isEmpty()) {
				return null;
			}
			try {
				return LocalDate.parse((text.length() > LENGTH) ? text.substring(0, LENGTH) : text);
			}
			catch (DateTimeParseException ex) {
				return (LocalDate) context.handleWeirdStringValue(LocalDate.class, text, "not a date");
			}
		}

	}

}
