package dev.nulltickets.persistence;

import dev.nulltickets.tck.StoreFactory;

/**
 * Break every rule of {@link ArchitectureTest}: shown, beholden to another module, with a statement that is no
 * constant.
 */
public final class BreaksEveryRule {
    private Sql statement = Sql.plain("select 1");

    String another(StoreFactory stores) {
        statement = Sql.plain("select " + stores.durable());
        return statement.toString();
    }
}
