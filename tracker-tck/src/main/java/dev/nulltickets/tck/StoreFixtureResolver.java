package dev.nulltickets.tck;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hand each test a new fixture, and close it after the test. */
final class StoreFixtureResolver implements ParameterResolver {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(StoreFixtureResolver.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StoreFixture.class;
    }

    @Override
    public StoreFixture resolveParameter(ParameterContext parameter, ExtensionContext context) {
        StoreContract contract = (StoreContract) context.getRequiredTestInstance();
        // The context's store closes what it holds when the test is over.
        return context.getStore(OURS)
                .computeIfAbsent(StoreFixture.class, type -> StoreFixture.open(contract.stores()), StoreFixture.class);
    }
}
