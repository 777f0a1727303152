package dev.nulltickets.persistence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Hold one statement, which was rendered in the build from the draft beside it, or is when it is first needed. Its
 * object is its identity, so every statement is a constant, made once.
 *
 * <p>A statement knows itself by the class that makes it and by its place among those of that class. So nothing but the
 * initialiser of a class makes them, always all and in the same order. Safe for use by several threads.
 */
final class Sql {
    /** How the rows that a writing transaction reads are kept from others until it ends, where there are others. */
    enum Lock {
        /** They are not. */
        NONE,
        /** They are, after waiting for whoever has them. */
        WAIT,
        /** They are, but for those that somebody has, which are passed over. */
        SKIP
    }

    private static final Map<Class<?>, Integer> MADE = new ConcurrentHashMap<>();

    private final String name;
    private final Function<Dialect, String> words;
    private final Map<Dialect, String> texts = new ConcurrentHashMap<>();

    private Sql(String name, Function<Dialect, String> words) {
        this.name = name;
        this.words = words;
    }

    /** Hold a statement. The draft must be a lambda of the class that the statement belongs to. */
    static Sql of(Supplier<Draft> draft) {
        Class<?> owner = draft.getClass().getNestHost();
        String name = owner.getSimpleName() + "#" + MADE.merge(owner, 1, Integer::sum);
        return new Sql(name, dialect -> rendered(name, dialect, draft));
    }

    /** Hold a statement that jOOQ has no words for. */
    static Sql plain(String text) {
        return new Sql("", dialect -> text);
    }

    /** Return the text to prepare in a dialect. */
    String text(Dialect dialect) {
        // Not computed inside of the map, which would lock it against others meanwhile.
        String text = texts.get(dialect);
        if (text == null) {
            text = words.apply(dialect);
            texts.put(dialect, text);
        }
        return text;
    }

    /** Return what the statement is called among those that the build renders, or nothing if it is not one of them. */
    String name() {
        return name;
    }

    /** Say whether this only deletes. */
    boolean deletes() {
        return begins("delete ");
    }

    /** Say whether this only inserts. */
    boolean inserts() {
        return begins("insert ");
    }

    /** Return the text in the words of SQLite, for whoever reads about it. */
    @Override
    public String toString() {
        return text(SqliteDialect.INSTANCE);
    }

    private boolean begins(String verb) {
        return !name.isEmpty() && toString().startsWith(verb);
    }

    private static String rendered(String name, Dialect dialect, Supplier<Draft> draft) {
        String text = RenderedStatements.text(name, dialect);
        return text == null ? draft.get().render(dialect) : text;
    }
}
