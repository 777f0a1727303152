package dev.nulltickets.otlp;

import dev.nulltickets.core.json.Json;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Read the numbers of OTLP in JSON, which stand there as numbers or as strings. */
final class JsonNumerals {
    private static final Pattern FORM = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final int LONGEST_EXACT = 64;
    private static final int HIGHEST_EXACT_SCALE = 400;

    private JsonNumerals() {}

    /** Return the text of a number, or null if the value is none. */
    static @Nullable String numeral(Json value) {
        if (value instanceof Json.Numeral number) {
            return number.value();
        }
        return value instanceof Json.Text text && isNumeral(text.value()) ? text.value() : null;
    }

    /** Return a whole number of any size, or null if the value is none. */
    static @Nullable BigDecimal whole(Json value) {
        String numeral = numeral(value);
        if (numeral == null) {
            return null;
        }
        BigDecimal number = decimal(numeral).stripTrailingZeros();
        return number.scale() > 0 ? null : number;
    }

    /**
     * Read a number in little time and memory: one that is too long or too large to be of use is read as the nearest
     * double, because its exact digits could fill gigabytes.
     */
    private static BigDecimal decimal(String numeral) {
        if (numeral.length() <= LONGEST_EXACT) {
            try {
                BigDecimal exact = new BigDecimal(numeral);
                if (Math.abs((long) exact.scale()) <= HIGHEST_EXACT_SCALE) {
                    return exact;
                }
            } catch (NumberFormatException exponentTooLarge) {
                return nearest(numeral);
            }
        }
        return nearest(numeral);
    }

    private static BigDecimal nearest(String numeral) {
        return new BigDecimal(Math.clamp(Double.parseDouble(numeral), -Double.MAX_VALUE, Double.MAX_VALUE));
    }

    private static boolean isNumeral(String text) {
        return text.length() <= LONGEST_EXACT && FORM.matcher(text).matches();
    }
}
