package dev.nulltickets.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.nulltickets.core.architecture.clock.MakesAnId;
import dev.nulltickets.core.architecture.clock.ReadsAClock;
import dev.nulltickets.core.architecture.clock.ReadsTheTime;
import dev.nulltickets.core.architecture.clock.StopsTheTime;
import dev.nulltickets.core.architecture.cycle.Top;
import dev.nulltickets.core.architecture.cycle.one.One;
import dev.nulltickets.core.architecture.cycle.two.Two;
import dev.nulltickets.core.architecture.foreign.OpensFiles;
import dev.nulltickets.core.architecture.foreign.UsesForeignCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hold the core to its rules, and each rule to classes that break it. */
class ArchitectureTest {
    private static final String CORE = "dev.nulltickets.core";
    private static final String CYCLE = Top.class.getPackageName();
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(CORE);

    @Test
    void theRulesSeeTheCoreAndNothingElse() {
        assertThat(CLASSES).hasSizeGreaterThan(130);
        assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith(CORE + ".architecture")))
                .isEmpty();
        CoreRules.Packages packages = new CoreRules.Packages(CORE);
        assertThat(CLASSES.stream().map(packages::getIdentifierOf).distinct()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .contains(
                        CORE,
                        CORE + ".artifact",
                        CORE + ".entry",
                        CORE + ".json",
                        CORE + ".model",
                        CORE + ".pipeline",
                        CORE + ".run",
                        CORE + ".spi",
                        CORE + ".task",
                        CORE + ".trace");
    }

    @Test
    void theCoreDependsOnNothingButTheJdk() {
        CoreRules.NOTHING_BUT_THE_JDK.check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(classes = {UsesForeignCode.class, OpensFiles.class})
    void whatDependsOnMoreIsFound(Class<?> type) {
        assertFound(CoreRules.NOTHING_BUT_THE_JDK, "depend on classes", type);
    }

    @Test
    void theCoreHasNoClockOfItsOwn() {
        CoreRules.NO_CLOCK_OF_ITS_OWN.check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(classes = {ReadsTheTime.class, StopsTheTime.class, ReadsAClock.class, MakesAnId.class})
    void whatHasAClockOfItsOwnIsFound(Class<?> type) {
        assertFound(CoreRules.NO_CLOCK_OF_ITS_OWN, type.getSimpleName(), type);
    }

    @Test
    void thePackagesOfTheCoreAreFreeOfCycles() {
        CoreRules.freeOfCycles(CORE).check(CLASSES);
    }

    @Test
    void cyclesBetweenPackagesAndWithTheirRootAreFound() {
        assertFound(CoreRules.freeOfCycles(CYCLE), "Slice one", One.class, Two.class);
        assertFound(CoreRules.freeOfCycles(CYCLE), "Slice " + CYCLE, Top.class, One.class);
    }

    private static void assertFound(ArchRule rule, String fault, Class<?>... types) {
        JavaClasses broken = new ClassFileImporter().importClasses(types);
        assertThat(broken).hasSize(types.length);
        assertThatThrownBy(() -> rule.check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was violated")
                .hasMessageContaining(fault);
    }
}
