package dev.nulltickets.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.nulltickets.http.fixture.BadlyPlaced;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses ADAPTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.nulltickets.http");
    private static final JavaClasses FIXTURE = new ClassFileImporter().importClasses(BadlyPlaced.class);

    private static final ArchRule DEPENDS_ON_THE_CORE_ALONE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.nulltickets.persistence..",
                    "dev.nulltickets.otlp..",
                    "dev.nulltickets.app..",
                    "dev.nulltickets.tck..",
                    "java.sql..")
            .because("adapters depend on the core and never on each other");

    private static final ArchRule SHOWS_ONLY_THE_SERVER_AND_ITS_SETTINGS = classes()
            .that()
            .doNotHaveFullyQualifiedName(HttpServer.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(HttpSettings.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(ClientTimeouts.class.getName())
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();

    private static boolean holds(ArchRule rule, JavaClasses classes) {
        return !rule.evaluate(classes).hasViolation();
    }

    @Test
    void theRulesSeeTheWholeAdapter() {
        assertThat(ADAPTER).hasSizeGreaterThan(25);
        assertThat(ADAPTER.contain(HttpServer.class)).isTrue();
        assertThat(ADAPTER.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void theAdapterDependsOnTheCoreAlone() {
        DEPENDS_ON_THE_CORE_ALONE.check(ADAPTER);
        assertThat(holds(DEPENDS_ON_THE_CORE_ALONE, FIXTURE)).isFalse();
    }

    @Test
    void theAdapterShowsOnlyItsServerAndItsSettings() {
        SHOWS_ONLY_THE_SERVER_AND_ITS_SETTINGS.check(ADAPTER);
        assertThat(holds(SHOWS_ONLY_THE_SERVER_AND_ITS_SETTINGS, FIXTURE)).isFalse();
    }
}
