package dev.nulltickets.persistence;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Demand that statements are made while a class is initialised, by itself or by a private static method of its own. */
final class MadeInInitialisers extends ArchCondition<JavaClass> {
    private static final Set<String> MAKERS = Set.of("of", "locking", "plain", "insert", "update");

    MadeInInitialisers() {
        super("make statements only while they are initialised");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
            boolean makes = call.getTargetOwner().isEquivalentTo(Sql.class) && MAKERS.contains(call.getName());
            if (makes && !initialises(call.getOrigin())) {
                events.add(SimpleConditionEvent.violated(call, call.getDescription()));
            }
        }
    }

    private static boolean initialises(JavaCodeUnit maker) {
        return maker instanceof JavaStaticInitializer
                || (maker.getModifiers().containsAll(Set.of(JavaModifier.PRIVATE, JavaModifier.STATIC))
                        && maker.getCallsOfSelf().stream()
                                .allMatch(call -> call.getOrigin() instanceof JavaStaticInitializer));
    }
}
