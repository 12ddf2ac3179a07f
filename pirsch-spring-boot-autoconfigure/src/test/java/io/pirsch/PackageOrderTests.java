package io.pirsch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/**
 * Holds the order of the packages: statistics, client, tracking, web, the browser's half,
 * then the two web stacks, then the auto-configuration. Each may use those before it.
 */
@AnalyzeClasses(packages = "io.pirsch", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageOrderTests {

	@ArchTest
	static final ArchRule packagesUseOnlyThoseBefore = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.withOptionalLayers(true)
		.layer("client")
		.definedBy("io.pirsch.client")
		.layer("statistics")
		.definedBy("io.pirsch.client.statistics")
		.layer("tracking")
		.definedBy("io.pirsch.tracking..")
		.layer("web")
		.definedBy("io.pirsch.web")
		.layer("browser")
		.definedBy("io.pirsch.web.browser")
		.layer("reactive")
		.definedBy("io.pirsch.web.reactive")
		.layer("servlet")
		.definedBy("io.pirsch.web.servlet")
		.layer("autoconfigure")
		.definedBy("io.pirsch.autoconfigure..")
		.whereLayer("autoconfigure")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("reactive")
		.mayOnlyBeAccessedByLayers("autoconfigure")
		.whereLayer("servlet")
		.mayOnlyBeAccessedByLayers("autoconfigure")
		.whereLayer("browser")
		.mayOnlyBeAccessedByLayers("reactive", "servlet", "autoconfigure")
		.whereLayer("web")
		.mayOnlyBeAccessedByLayers("browser", "reactive", "servlet", "autoconfigure")
		.whereLayer("tracking")
		.mayOnlyBeAccessedByLayers("web", "browser", "reactive", "servlet", "autoconfigure")
		.whereLayer("client")
		.mayOnlyBeAccessedByLayers("tracking", "web", "browser", "reactive", "servlet", "autoconfigure");

	@ArchTest
	static final ArchRule onlyTheAutoConfigurationKnowsSpringBoot = noClasses().that()
		.resideOutsideOfPackage("io.pirsch.autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	static final ArchRule onlyTheServletPackageKnowsServlets = noClasses().that()
		.resideOutsideOfPackages("io.pirsch.web.servlet..", "io.pirsch.autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta.servlet..", "org.springframework.web.servlet..");

	@ArchTest
	static final ArchRule onlyTheReactivePackageKnowsWebFluxServers = noClasses().that()
		.resideInAnyPackage("io.pirsch.web", "io.pirsch.web.browser..", "io.pirsch.web.servlet..",
				"io.pirsch.tracking..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.web.server..", "org.springframework.http.server.reactive..",
				"org.springframework.web.reactive..");

	@ArchTest
	static final ArchRule storesDoNotKnowEachOther = SlicesRuleDefinition.slices()
		.matching("io.pirsch.tracking.(jdbc|kafka)")
		.should()
		.notDependOnEachOther();

	@ArchTest
	static final ArchRule packagesHaveNoCycles = SlicesRuleDefinition.slices()
		.matching("io.pirsch.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule packagesAreNullMarked = classes()
		.that(are(describe("package-info", (JavaClass type) -> type.getSimpleName().equals("package-info"))))
		.should()
		.beAnnotatedWith(NullMarked.class);

}
