package dev.nulltickets.app;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.persistence.PostgresAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Say what the values of a setting may be, and read them.
 *
 * @param shape what a value is in JSON
 * @param allowed completes "must be …"
 * @param secret whether a value must not be repeated in a message
 */
record Kind<T>(Shape shape, String allowed, boolean secret, Reader<T> reader) {
    /** No number that a setting may have is longer, and all of this length fit into a long. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** Header values hold nothing else, and callers' tokens are stripped. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]([ -~]*[!-~])?");

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final int LONGEST_QUOTE = 60;

    /** Read a value from a text that is not blank. */
    @FunctionalInterface
    interface Reader<T> {
        /**
         * Return the value, or nothing if it is not allowed.
         *
         * @param base what relative paths are relative to
         */
        Optional<T> read(String text, Path base);
    }

    static Kind<Integer> number(int least, int most) {
        return new Kind<>(
                Shape.INTEGER,
                range(least, most),
                false,
                (text, base) -> within(text, least, most).map(Math::toIntExact));
    }

    static Kind<Duration> millis(Duration most) {
        return new Kind<>(
                Shape.INTEGER,
                range(1, most.toMillis()),
                false,
                (text, base) -> within(text, 1, most.toMillis()).map(Duration::ofMillis));
    }

    static Kind<String> host() {
        return new Kind<>(Shape.STRING, "a host name or an address", false, (text, base) -> Optional.of(text));
    }

    static Kind<List<String>> hosts() {
        return new Kind<>(
                Shape.STRINGS,
                "a list of host names or addresses without scheme and port, IPv6 in brackets",
                false,
                (text, base) -> Optional.of(Arrays.stream(text.split(",", -1))
                                .map(String::strip)
                                .toList())
                        .filter(names -> names.stream().allMatch(HOST_NAME.asMatchPredicate())));
    }

    static Kind<Path> path() {
        return new Kind<>(Shape.STRING, "a path", false, Kind::resolved);
    }

    static Kind<Database> database() {
        return new Kind<>(Shape.STRING, "a path, or postgresql://user@host:5432/name", false, Database::read);
    }

    static Kind<String> token() {
        return new Kind<>(
                Shape.STRING,
                "printable ASCII characters without a space at either end",
                true,
                (text, base) -> Optional.of(text).filter(TOKEN.asMatchPredicate()));
    }

    static Kind<Boolean> truth() {
        return new Kind<>(Shape.BOOLEAN, "true or false", false, (text, base) -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** Allow the names of the constants, in lower or upper case. */
    static <E extends Enum<E>> Kind<E> oneOf(Class<E> choices) {
        List<E> all = List.of(choices.getEnumConstants());
        String names =
                all.stream().map(one -> one.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" or "));
        return new Kind<>(
                Shape.STRING,
                names,
                false,
                (text, base) -> all.stream()
                        .filter(one -> one.name().equalsIgnoreCase(text))
                        .findFirst());
    }

    /**
     * Read a value.
     *
     * @param base what relative paths are relative to
     */
    T parse(String text, Path base) throws WrongValue {
        if (text.isBlank()) {
            throw new WrongValue("must not be empty");
        }
        Optional<T> value = reader.read(text, base);
        // An address may hold a password.
        boolean hidden = secret || PostgresAddress.isMeant(text);
        return value.orElseThrow(() -> hidden ? new WrongValue("must be " + allowed) : wrong(quoted(text)));
    }

    /** Return the text of a value in a config file. */
    String text(Json value) throws WrongValue {
        String text = shape.text(value);
        if (text == null) {
            throw wrong(value.kind());
        }
        return text;
    }

    private WrongValue wrong(String given) {
        return new WrongValue("must be " + allowed + ", but is " + given);
    }

    private static String quoted(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    }

    private static String range(long least, long most) {
        return "a whole number from " + least + " to " + most;
    }

    private static Optional<Long> within(String text, long least, long most) {
        return Optional.of(text)
                .filter(NUMBER.asMatchPredicate())
                .map(Long::valueOf)
                .filter(number -> number >= least && number <= most);
    }

    private static Optional<Path> resolved(String text, Path base) {
        try {
            return Optional.of(base.resolve(text));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
