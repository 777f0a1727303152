package dev.nulltickets.core.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Name the rules that the core's classes keep. */
final class CoreRules {
    /** The core is embedded anywhere: of the JDK it takes the language, the collections and the cryptography. */
    static final ArchRule NOTHING_BUT_THE_JDK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.nulltickets.core..",
                    "java.lang..",
                    "java.math..",
                    "java.text..",
                    "java.nio",
                    "java.nio.charset",
                    "java.security..",
                    "java.time..",
                    "java.util..",
                    "javax.crypto..",
                    "org.jspecify.annotations..");

    /** Time and ids are passed in, so that a test can turn the clock. */
    static final ArchRule NO_CLOCK_OF_ITS_OWN = noClasses()
            .should()
            .callMethodWhere(target(owner(madeOf(Instant.class, Clock.class, InstantSource.class)))
                    .and(target(nameMatching("now|instant|millis|system.*"))))
            .orShould()
            .callMethodWhere(
                    target(owner(madeOf(System.class))).and(target(nameMatching("currentTimeMillis|nanoTime"))))
            .orShould()
            .callMethodWhere(target(owner(madeOf(UUID.class))).and(target(nameMatching("randomUUID"))));

    private CoreRules() {}

    /** The packages right below {@code base}, and {@code base} itself, do not depend on each other in a circle. */
    static ArchRule freeOfCycles(String base) {
        return slices().assignedFrom(new Packages(base)).should().beFreeOfCycles();
    }

    private static DescribedPredicate<JavaClass> madeOf(Class<?>... types) {
        return DescribedPredicate.describe("one of " + types.length + " types", candidate -> {
            for (Class<?> type : types) {
                if (candidate.isEquivalentTo(type)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Cut a package into itself and its parts. */
    static final class Packages implements SliceAssignment {
        private final String base;

        Packages(String base) {
            this.base = base;
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            if (type.getPackageName().equals(base)) {
                return SliceIdentifier.of(base);
            }
            return type.getPackageName().startsWith(base + ".")
                    ? SliceIdentifier.of(
                            type.getPackageName().substring(base.length() + 1).split("\\.", 2)[0])
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the packages of " + base;
        }
    }
}
