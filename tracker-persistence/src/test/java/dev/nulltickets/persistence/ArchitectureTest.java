package dev.nulltickets.persistence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.nulltickets.persistence.reference.ImportRefusedException;
import dev.nulltickets.persistence.reference.ImportReport;
import dev.nulltickets.persistence.reference.ReferenceDatabase;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Prove that the adapter shows few types to the world, and knows the core alone. */
class ArchitectureTest {
    private static final JavaClasses ADAPTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.nulltickets.persistence");

    private static final Set<Class<?>> SHOWN = Set.of(
            Sqlite.class,
            SqliteSettings.class,
            SqliteSettings.Synchronous.class,
            Postgres.class,
            PostgresAddress.class,
            PostgresSettings.class,
            ReferenceDatabase.class,
            ImportReport.class,
            ImportRefusedException.class);

    private static final ArchRule HIDDEN = classes()
            .that(is("to be seen from outside", ArchitectureTest::isVisible))
            .and()
            .resideInAnyPackage("dev.nulltickets.persistence", "dev.nulltickets.persistence.reference")
            .should()
            .beAssignableTo(is("among those shown", type -> SHOWN.stream().anyMatch(type::isEquivalentTo)));

    private static final ArchRule ONLY_THE_CORE =
            classes().should().onlyDependOnClassesThat(is("of the core or of this adapter", ArchitectureTest::isKnown));

    private static final ArchRule CONSTANT_STATEMENTS =
            fields().that().haveRawType(Sql.class).should().beFinal();

    private static final ArchRule STATEMENTS_ARE_MADE_ONCE = classes()
            .that(not("the statement itself", type -> type.isEquivalentTo(Sql.class)))
            .should(new MadeInInitialisers());

    @Test
    void theRulesHold() {
        assertThat(ADAPTER).hasSizeGreaterThan(40);
        HIDDEN.check(ADAPTER);
        ONLY_THE_CORE.check(ADAPTER);
        CONSTANT_STATEMENTS.check(ADAPTER);
        STATEMENTS_ARE_MADE_ONCE.check(ADAPTER);
    }

    @Test
    void theRulesCanFail() {
        JavaClasses bad = new ClassFileImporter().importClasses(BreaksEveryRule.class, Sql.class);
        assertThatThrownBy(() -> HIDDEN.check(bad)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ONLY_THE_CORE.check(bad)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> CONSTANT_STATEMENTS.check(bad)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> STATEMENTS_ARE_MADE_ONCE.check(bad)).isInstanceOf(AssertionError.class);
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    private static boolean isKnown(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return !name.startsWith("dev.nulltickets.")
                || name.startsWith("dev.nulltickets.core")
                || name.startsWith("dev.nulltickets.persistence");
    }

    private static DescribedPredicate<JavaClass> is(String what, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(what, predicate);
    }

    private static DescribedPredicate<JavaClass> not(String what, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe("not " + what, type -> !predicate.test(type));
    }
}
