package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds all modules together to the {@link HouseRules}, and proves that each rule can be broken. */
class ArchitectureTest {
    private static final HouseRules RULES = new HouseRules("dev.nulltickets", "");
    private static final HouseRules RULES_OF_FIXTURES =
            new HouseRules("dev.nulltickets.fixtures", "dev.nulltickets.fixtures.lib.");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.nulltickets");
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("dev.nulltickets.fixtures");

    static List<HouseRules.Rule> rules() {
        return RULES.all();
    }

    static List<HouseRules.Rule> rulesOfFixtures() {
        return RULES_OF_FIXTURES.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeepsEveryRule(HouseRules.Rule rule) {
        rule.rule().check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("rulesOfFixtures")
    void everyRuleCanBeBroken(HouseRules.Rule rule) {
        String report = rule.rule().evaluate(FIXTURES).getFailureReport().toString();
        assertThat(report).contains(rule.offender());
    }

    @ParameterizedTest
    @CsvSource({"core, 90", "tck, 40", "persistence, 30", "http, 20", "otlp, 10", "app, 20"})
    void noModuleIsOverlooked(String module, int atLeast) {
        assertThat(HOUSE.that(DescribedPredicate.describe("in " + module, one -> in(one, "dev.nulltickets." + module))))
                .hasSizeGreaterThanOrEqualTo(atLeast);
    }

    /** A rule on a library whose name is misspelt would hold for ever. */
    @ParameterizedTest
    @CsvSource({
        "persistence, org.jooq, 5",
        "persistence, java.sql, 3",
        "persistence, org.flywaydb, 1",
        "persistence, org.sqlite, 1",
        "http, io.helidon, 3",
        "app, picocli, 4"
    })
    void everyLibraryIsUsedWhereItBelongs(String module, String library, int atLeast) {
        assertThat(HOUSE.stream()
                        .filter(one -> in(one, "dev.nulltickets." + module))
                        .filter(one -> one.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency -> in(dependency.getTargetClass(), library))))
                .hasSizeGreaterThanOrEqualTo(atLeast);
    }

    private static boolean in(JavaClass one, String packageName) {
        return (one.getPackageName() + ".").startsWith(packageName + ".");
    }
}
