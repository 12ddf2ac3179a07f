package io.pirsch.client;

import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Reads and writes JSON as the API names and formats it, whatever an application does to
 * its own Jackson. What is read may lack members, or have more of them; what is written
 * has no members without a value.
 */
final class ApiJson {

	static final JsonMapper MAPPER = JsonMapper.builder()
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
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT)
			.withContentInclusion(JsonInclude.Include.NON_ABSENT))
		.addModule(new SimpleModule().addDeserializer(LocalDate.class, new DatePart())
			.addSerializer(new Text<>(LocalTime.class, DateTimeFormatter.ofPattern("HH:mm")::format))
			.addSerializer(new Text<>(OffsetDateTime.class, (time) -> time.toInstant().toString()))
			.addSerializer(new Text<>(ZonedDateTime.class, (time) -> time.toInstant().toString())))
		.build();

	private ApiJson() {
	}

	static byte[] write(Object value) {
		return MAPPER.writeValueAsBytes(value);
	}

	/**
	 * Reads a body as Pirsch sends it: a list may be {@code null} or missing, a single
	 * object may come as a list, and the other way round.
	 * @return the value, or {@code null} for nothing where a list is not asked for
	 */
	static <T> @Nullable T read(byte[] json, Type type) {
		JavaType javaType = MAPPER.getTypeFactory().constructType(type);
		if (javaType.hasRawClass(byte[].class)) {
			return cast(json);
		}
		if (javaType.isCollectionLikeType()) {
			return cast(values(json, javaType));
		}
		if (json.length == 0) {
			return null;
		}
		if (javaType.isArrayType() || javaType.isJavaLangObject() || javaType.isTypeOrSubTypeOf(JsonNode.class)) {
			return MAPPER.readValue(json, javaType);
		}
		Collection<?> values = values(json, MAPPER.getTypeFactory().constructCollectionType(List.class, javaType));
		if (values.size() > 1) {
			throw DatabindException.from((JsonParser) null, "%d objects instead of one".formatted(values.size()));
		}
		return values.isEmpty() ? null : cast(values.iterator().next());
	}

	private static Collection<?> values(byte[] json, JavaType type) {
		Collection<? extends @Nullable Object> values = (json.length > 0) ? MAPPER.readValue(json, type) : null;
		if (values == null) {
			values = MAPPER.readValue("[]", type);
		}
		values.removeIf(Objects::isNull);
		return values;
	}

	@SuppressWarnings("unchecked")
	private static <T> T cast(Object value) {
		return (T) value;
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

	/**
	 * Writes values as a text.
	 */
	private static final class Text<T> extends StdSerializer<T> {

		private final Function<T, String> format;

		Text(Class<T> type, Function<T, String> format) {
			super(type);
			this.format = format;
		}

		@Override
		public void serialize(T value, JsonGenerator json, SerializationContext context) {
			json.writeString(this.format.apply(value));
		}

	}

}
