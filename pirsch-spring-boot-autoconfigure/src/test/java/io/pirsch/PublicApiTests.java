package io.pirsch;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what users can call, implement and set with what is recorded, so that nothing
 * of it changes unnoticed. Where a change is meant, {@code -Dpublic-api.record} writes
 * the record anew.
 */
class PublicApiTests {

	private static final Path RECORD = Path.of("src/test/resources/io/pirsch/public-api.txt");

	private static final Path CLASSES = Path.of("target/classes");

	private static final Path METADATA = CLASSES.resolve("META-INF/spring-configuration-metadata.json");

	private static final Set<String> INHERITED = Set.of("equals", "hashCode", "toString");

	@Test
	void isAsRecorded() throws IOException {
		String api = Stream.concat(types(), properties()).collect(Collectors.joining("\n", "", "\n"));
		if (System.getProperty("public-api.record") != null) {
			Files.writeString(RECORD, api);
		}
		assertThat(api)
			.as("What users can call, implement and set has changed. If that is meant, say in CHANGELOG.md what they "
					+ "have to do, and run this test with -Dpublic-api.record to record it")
			.isEqualTo(Files.readString(RECORD));
	}

	private static Stream<String> types() {
		return new ClassFileImporter().importPath(CLASSES)
			.stream()
			.map(JavaClass::reflect)
			.filter(PublicApiTests::isPublic)
			.sorted(Comparator.comparing(Class::getName))
			.map(PublicApiTests::describe);
	}

	private static boolean isPublic(Class<?> type) {
		return isOpen(type.getModifiers()) && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
	}

	private static boolean isOpen(int modifiers) {
		return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
	}

	private static String describe(Class<?> type) {
		List<String> lines = new ArrayList<>();
		Stream.of(type.getDeclaredFields())
			.filter((field) -> isOpen(field.getModifiers()))
			.map(PublicApiTests::describe)
			.forEach(lines::add);
		Stream.of(type.getDeclaredConstructors())
			.filter((constructor) -> isOpen(constructor.getModifiers()) && !Modifier.isAbstract(type.getModifiers()))
			.map(PublicApiTests::describe)
			.forEach(lines::add);
		Stream.of(type.getDeclaredMethods())
			.filter((method) -> isOpen(method.getModifiers()) && !method.isSynthetic()
					&& !INHERITED.contains(method.getName()))
			.map(PublicApiTests::describe)
			.forEach(lines::add);
		return lines.stream().sorted().map((line) -> "\n\t" + line).collect(Collectors.joining("", head(type), "\n"));
	}

	private static String head(Class<?> type) {
		String kind = type.isAnnotation() ? "@interface"
				: type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
		String permitted = type.isSealed() ? list(" permits ", type.getPermittedSubclasses()) : "";
		AnnotatedType superclass = type.isInterface() ? null : type.getAnnotatedSuperclass();
		String extended = (superclass != null && superclass.getType() != Object.class) ? " extends " + text(superclass)
				: "";
		return modifiers(type.getModifiers() & ~(Modifier.INTERFACE | Modifier.STATIC)) + kind + " " + type.getName()
				+ list("", type.getTypeParameters()) + extended
				+ list(type.isInterface() ? " extends " : " implements ", type.getAnnotatedInterfaces()) + permitted;
	}

	private static String describe(Field field) {
		return modifiers(field.getModifiers()) + text(field.getAnnotatedType()) + " " + field.getName();
	}

	private static String describe(Constructor<?> constructor) {
		return modifiers(constructor.getModifiers()) + constructor.getDeclaringClass().getSimpleName()
				+ parameters(constructor);
	}

	private static String describe(Method method) {
		int noise = Modifier.TRANSIENT | Modifier.VOLATILE | Modifier.ABSTRACT;
		return modifiers(method.getModifiers() & ~noise) + (method.isDefault() ? "default " : "")
				+ (Modifier.isAbstract(method.getModifiers()) ? "abstract " : "") + list("", method.getTypeParameters())
				+ text(method.getAnnotatedReturnType()) + " " + method.getName() + parameters(method)
				+ ((method.getDefaultValue() != null) ? " default " + text(method.getDefaultValue()) : "");
	}

	private static String parameters(Executable executable) {
		return Stream.of(executable.getAnnotatedParameterTypes())
			.map(PublicApiTests::text)
			.collect(Collectors.joining(", ", "(", ")")) + list(" throws ", executable.getAnnotatedExceptionTypes());
	}

	private static String modifiers(int modifiers) {
		String text = Modifier.toString(modifiers);
		return text.isEmpty() ? "" : text + " ";
	}

	private static String list(String before, Object[] parts) {
		String text = Stream.of(parts).map(PublicApiTests::text).collect(Collectors.joining(", "));
		return (parts.length == 0) ? "" : before.isEmpty() ? "<" + text + ">" : before + text;
	}

	/**
	 * Returns a type as all versions of Java write it.
	 */
	private static String text(Object type) {
		if (type instanceof Object[] values) {
			return Arrays.stream(values).map(PublicApiTests::text).collect(Collectors.joining(", ", "{", "}"));
		}
		String text = (type instanceof Class<?> plain) ? plain.getTypeName() : type.toString();
		return text.replaceAll("@?org\\.jspecify\\.annotations\\.@?Nullable(\\(\\))?", "@Nullable");
	}

	private static Stream<String> properties() {
		return JsonMapper.shared()
			.readTree(METADATA)
			.path("properties")
			.valueStream()
			.map((property) -> "%s: %s = %s".formatted(property.path("name").asString(),
					property.path("type").asString(), property.path("defaultValue")))
			.sorted();
	}

}
