package dev.nulltickets.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * State who may depend on what in this house, for any house of the same shape: the real one, and a small one that
 * breaks every rule.
 *
 * @param root the package that holds the modules
 * @param libraries what stands before the package names of foreign libraries
 */
record HouseRules(String root, String libraries) {
    private static final List<String> DATABASE =
            List.of("org.jooq", "java.sql", "javax.sql", "org.flywaydb", "org.sqlite");

    /**
     * One rule.
     *
     * @param offender the class of the small house that breaks it
     */
    record Rule(String name, ArchRule rule, String offender) {
        @Override
        public String toString() {
            return name;
        }
    }

    List<Rule> all() {
        return Stream.concat(
                        Stream.of(
                                coreIsPure(),
                                coreHasNoCycles(),
                                adapterKnowsOnlyTheCore("persistence", "PersistenceOnApp"),
                                adapterKnowsOnlyTheCore("http", "HttpOnPersistence"),
                                adapterKnowsOnlyTheCore("otlp", "OtlpOnHttp"),
                                adapterKnowsOnlyTheCore("tck", "KitOnPersistence"),
                                storesAreMadeByTheirFactory(),
                                libraryStaysIn("http", "io.helidon", "AppOnHelidon"),
                                libraryStaysIn("app", "picocli", "HttpOnLibraries"),
                                libraryStaysIn("otlp", "com.google.protobuf", "HttpOnLibraries"),
                                libraryIsNotUsed("jakarta.json", "HttpOnLibraries")),
                        DATABASE.stream().map(library -> libraryStaysIn("persistence", library, "HttpOnLibraries")))
                .toList();
    }

    private Rule coreIsPure() {
        return new Rule(
                "the core depends on nothing but the JDK",
                classes()
                        .that()
                        .resideInAPackage(module("core"))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(module("core"), "java..", "javax.crypto..", "org.jspecify.."),
                "CoreOnHttp");
    }

    private Rule coreHasNoCycles() {
        return new Rule(
                "the feature packages of the core have no cycles",
                slices().matching(root + ".core.(*)..").should().beFreeOfCycles(),
                "TaskOnRun");
    }

    private Rule adapterKnowsOnlyTheCore(String adapter, String offender) {
        String[] others = Stream.of("persistence", "http", "otlp", "tck", "app")
                .filter(other -> !other.equals(adapter))
                .map(this::module)
                .toArray(String[]::new);
        return new Rule(
                adapter + " knows no module but the core",
                noClasses()
                        .that()
                        .resideInAPackage(module(adapter))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others),
                offender);
    }

    private Rule storesAreMadeByTheirFactory() {
        return new Rule(
                "what implements the SPI is package-private, or made by its own factory only",
                classes()
                        .that()
                        .resideInAnyPackage(module("persistence"), module("tck"))
                        .and()
                        .areAssignableTo(resideInAPackage(root + ".core.spi.."))
                        .should()
                        .notBePublic()
                        .orShould()
                        .haveOnlyPrivateConstructors(),
                "PublicStore");
    }

    private Rule libraryStaysIn(String module, String library, String offender) {
        return new Rule(
                library + " is used in " + module + " only",
                noClasses()
                        .that()
                        .resideOutsideOfPackage(module(module))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library(library)),
                offender);
    }

    private Rule libraryIsNotUsed(String library, String offender) {
        return new Rule(
                library + " is not used",
                noClasses().should().dependOnClassesThat().resideInAPackage(library(library)),
                offender);
    }

    String module(String name) {
        return root + "." + name + "..";
    }

    private String library(String name) {
        return libraries + name + "..";
    }
}
