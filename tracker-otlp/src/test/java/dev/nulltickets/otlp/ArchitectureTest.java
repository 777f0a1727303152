package dev.nulltickets.otlp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.nulltickets.core.json.Json;
import dev.nulltickets.otlp.fixture.BadlyPlaced;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prove that the module shows one type to the world, and knows the core, the JDK and protobuf alone. */
class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.nulltickets.otlp");
    private static final JavaClasses FIXTURE = new ClassFileImporter().importClasses(BadlyPlaced.class);

    private static final ArchRule KNOWS_THE_CORE_THE_JDK_AND_PROTOBUF = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.nulltickets.core..",
                    "dev.nulltickets.otlp..",
                    "com.google.protobuf..",
                    "io.opentelemetry.proto..",
                    "java.io",
                    "java.lang..",
                    "java.math",
                    "java.nio",
                    "java.nio.charset",
                    "java.util..",
                    "org.jspecify.annotations..");

    private static final ArchRule SHOWS_THE_DECODER_ALONE = classes()
            .that()
            .doNotHaveFullyQualifiedName(OtlpDecoder.class.getName())
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();

    private static final ArchRule SHARES_WHAT_IS_NOT_JSON = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Json")
            .and()
            .doNotHaveFullyQualifiedName(OtlpDecoder.class.getName())
            .should()
            .dependOnClassesThat()
            .haveNameMatching("dev\\.nulltickets\\.otlp\\.Json.*|" + Json.class.getName() + "(Part|\\$.*)?")
            .because("another encoding is to use the same");

    private static final ArchRule KEEPS_PROTOBUF_APART = noClasses()
            .that()
            .haveNameNotMatching(".*\\.Protobuf\\w+(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.protobuf..", "io.opentelemetry.proto..")
            .because("its classes are to be loaded only by who needs them");

    private static final List<ArchRule> RULES = List.of(
            KNOWS_THE_CORE_THE_JDK_AND_PROTOBUF,
            SHOWS_THE_DECODER_ALONE,
            SHARES_WHAT_IS_NOT_JSON,
            KEEPS_PROTOBUF_APART);

    @Test
    void theRulesSeeTheWholeModule() {
        assertThat(MODULE).hasSizeGreaterThan(20);
        assertThat(MODULE.contain(OtlpDecoder.class)).isTrue();
        assertThat(MODULE.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void theRulesHold() {
        RULES.forEach(rule -> rule.check(MODULE));
    }

    @Test
    void theRulesCanFail() {
        assertThat(RULES).allMatch(rule -> rule.evaluate(FIXTURE).hasViolation());
    }
}
