package dev.nulltickets.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void aPlaceInTimeComesBack() {
        for (int i = 0; i < 10_000; i++) {
            Instant createdAt = Instant.ofEpochMilli(random.nextLong(-1L << random.nextInt(1, 50), 1L << 50));
            Cursor.Created cursor = new Cursor.Created(createdAt, new UUID(random.nextLong(), i).toString());
            assertThat(cursor.encoded()).matches("[A-Za-z0-9_-]+");
            assertThat(Cursor.Created.decode(cursor.encoded())).isEqualTo(cursor);
        }
    }

    @Test
    void aPlaceInASequenceComesBack() {
        for (int i = 0; i < 10_000; i++) {
            Cursor.Sequence cursor = new Cursor.Sequence(random.nextLong(1L << random.nextInt(63)));
            assertThat(cursor.encoded()).matches("[A-Za-z0-9_-]+");
            assertThat(Cursor.Sequence.decode(cursor.encoded())).isEqualTo(cursor);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999_999_999_999_999_999L, 1_000_000_000_000_000_000L, Long.MAX_VALUE})
    void anyNumberComesBack(long last) {
        Cursor.Sequence cursor = new Cursor.Sequence(last);
        assertThat(Cursor.Sequence.decode(cursor.encoded())).isEqualTo(cursor);
    }

    @Test
    void timesAreKeptToTheMillisecond() {
        Cursor.Created cursor = new Cursor.Created(Instant.parse("2026-01-02T03:04:05.678999999Z"), "x");
        assertThat(Cursor.Created.decode(cursor.encoded()).createdAt())
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1 ",
                " a",
                "x a",
                "1 a b",
                "1  a",
                "1\na",
                "- a",
                "+1 a",
                "1.0 a",
                "--1 a",
                "1 a\n",
                "١ a",
                "#1",
                "12345678901234567890 a",
                "1 \0",
                "1 a\0",
                "1 é",
                "1 \ufffd",
                "1 \u2028"
            })
    void noPlaceInTimeIsRefused(String plain) {
        assertRefused(Cursor.Created::decode, encoded(plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "1",
                "#-1",
                "#+1",
                "# 1",
                "#1 ",
                "#1a",
                "##1",
                "#1\n",
                "#١",
                "#0x1",
                "#1.0",
                "1 a",
                "#9223372036854775808",
                "#9999999999999999999",
                "#10000000000000000000"
            })
    void noPlaceInASequenceIsRefused(String plain) {
        assertRefused(Cursor.Sequence::decode, encoded(plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "!", "A", "%", "null", "0", "-1", "MSBh=MSBh", "MSBh IzE", "é", "\0", "MS Bh", "MSBh\n"})
    void whatIsNoCursorAtAllIsRefused(String garbage) {
        assertRefused(Cursor.Created::decode, garbage);
        assertRefused(Cursor.Sequence::decode, garbage);
    }

    @Test
    void anIdIsNotLongerThanANameMayBe() {
        assertThat(Cursor.Created.decode(encoded("1 " + "a".repeat(255))).id()).hasSize(255);
        assertRefused(Cursor.Created::decode, encoded("1 " + "a".repeat(256)));
        assertRefused(Cursor.Created::decode, encoded("1 " + "a".repeat(1_000_000)));
    }

    @Test
    void oneKindIsNotTheOther() {
        assertRefused(Cursor.Sequence::decode, new Cursor.Created(Instant.EPOCH, "#1").encoded());
        assertRefused(Cursor.Created::decode, new Cursor.Sequence(1).encoded());
    }

    @Test
    void randomGarbageIsRefusedOrACursorAndNothingElse() {
        String characters = "MSBhIzE0-_=+/ \0é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder garbage = new StringBuilder();
            for (int length = random.nextInt(10); length > 0; length--) {
                garbage.append(characters.charAt(random.nextInt(characters.length())));
            }
            assertCursorOrRefused(Cursor.Created::decode, garbage.toString());
            assertCursorOrRefused(Cursor.Sequence::decode, garbage.toString());
        }
    }

    private static void assertCursorOrRefused(Function<String, Cursor> decode, String text) {
        Cursor cursor;
        try {
            cursor = decode.apply(text);
        } catch (RejectedException refused) {
            assertThat(refused.rejection()).isEqualTo(new Rejection.InvalidCursor(text));
            return;
        }
        assertThat(decode.apply(cursor.encoded())).isEqualTo(cursor);
    }

    private static void assertRefused(Function<String, ? extends Cursor> decode, String text) {
        assertThatThrownBy(() -> decode.apply(text))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isEqualTo(new Rejection.InvalidCursor(text)));
    }

    private static String encoded(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
