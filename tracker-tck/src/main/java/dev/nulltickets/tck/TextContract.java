package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.ADA;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.ended;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Prove that a store returns text, numbers and times exactly as it was given them.
 *
 * @since 0.1.0
 */
public interface TextContract extends StoreContract {
    /** Ids that name nothing, and that a careless query trips over. */
    List<String> ODD_IDS = List.of(
            "",
            " ",
            "%",
            "_",
            "null",
            "' or '1'='1",
            "\u0000",
            "\ud800",
            "😀",
            "00000000-0000-0000-0000-000000000000",
            "x".repeat(100_000));

    /** Texts that get bent easily on their way; each is a legal name. */
    List<String> ODD_NAMES = List.of(
            "plain",
            "Plain",
            " edges ",
            "it's \"quoted\" \\ `back`",
            "'; drop table tasks; --",
            "a\nb\r\nc\td",
            "\u0001\u001f\u007f\u0085",
            "\u2028\u2029\ufeff\ufffe",
            "e\u0301",
            "\u00e9",
            "İıſẞß",
            "عربى עברית",
            "😀👩‍👩‍👧‍👦🏳️‍🌈𝔘",
            "null",
            "12",
            "1e5",
            "{\"a\":1}",
            "%_?$1:name{0}",
            "x".repeat(255));

    @Test
    default void textsComeBackAsTheyWere(StoreFixture fixture) {
        for (int i = 0; i < ODD_NAMES.size(); i++) {
            String text = ODD_NAMES.get(i);
            Task given = fixture.keep(task(i + 1)
                    .stage(text)
                    .role(new AgentRole(text))
                    .assignee(new AgentId(text))
                    .texts(
                            text,
                            text,
                            JsonText.of("{\"k\":" + JsonObject.string(text).value() + "}"))
                    .retryPolicy(new RetryPolicy(1, Duration.ZERO, text, 1)));
            assertThat(fixture.task(given)).isEqualTo(given);
            assertThat(fixture.<Boolean>write(tx -> tx.tasks()
                            .best(new AgentRole(text), new AgentId(text))
                            .equals(Optional.of(given))))
                    .as("<%s> is found by its role and assignee, and by no other", text)
                    .isTrue();
        }
    }

    @Test
    default void textsOfRunsComeBackAsTheyWere(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        for (int i = 0; i < ODD_NAMES.size(); i++) {
            String text = ODD_NAMES.get(i);
            Run started = fixture.start(run(i + 1, task, i + 1));
            Run end = ended(
                    started,
                    RunStatus.FAILED,
                    new JsonObject().put("k", text).build().value(),
                    text);
            JsonText data = new JsonObject().put(text, text).build();
            fixture.change(tx -> {
                Samples.finish(tx, end);
                tx.events().append(end.id(), task.id(), START, text, data);
                tx.gates().append(end.id(), task.id(), START, new NewGateResult(text, GateStatus.PASS, data, text));
                tx.assignments().activate(task.id(), new AgentId(text), text, START);
            });
            assertThat(fixture.<Run>read(tx -> tx.runs().find(end.id()).orElseThrow()))
                    .isEqualTo(end);
            Event event = fixture.read(tx -> tx.events().list(end.id(), 0, 1).getFirst());
            assertThat(event.kind()).isEqualTo(text);
            assertThat(event.data()).isEqualTo(data);
            GateResult result = fixture.read(tx -> tx.gates().of(end.id()).getFirst());
            assertThat(result.gate()).isEqualTo(text);
            assertThat(result.evidence()).isEqualTo(data);
            assertThat(result.actor()).isEqualTo(text);
        }
        assertThat(fixture.<List<String>>read(tx -> tx.assignments().of(task.id()).stream()
                        .map(row -> row.agentId().value())
                        .toList()))
                .isEqualTo(ODD_NAMES);
    }

    @Test
    default void emptyTextsAreNotAbsentOnes(StoreFixture fixture) {
        Task given = fixture.keep(task(1).texts("", "", JsonText.of("{}")));
        Run end = ended(fixture.start(run(1, given, 1)), RunStatus.FAILED, "{}", "");
        fixture.change(tx -> {
            Samples.finish(tx, end);
            tx.assignments().activate(given.id(), ADA, "", START);
        });
        assertThat(fixture.task(given)).isEqualTo(given);
        assertThat(fixture.<Run>read(tx -> tx.runs().find(end.id()).orElseThrow()))
                .isEqualTo(end);
        assertThat(fixture.<String>read(
                        tx -> "" + tx.assignments().of(given.id()).getFirst().assignedBy()))
                .isEmpty();
    }

    @Test
    default void longTextsComeBackWhole(StoreFixture fixture) {
        String mebibyte = "é😀 \"'\\\n".repeat((1 << 20) / 8).substring(0, 1 << 20);
        Task given = fixture.keep(task(1).texts(
                        mebibyte, mebibyte, new JsonObject().put("k", mebibyte).build()));
        assertThat(fixture.task(given)).isEqualTo(given);
    }

    @Test
    default void jsonComesBackToTheByte(StoreFixture fixture) {
        JsonText odd = JsonText.of("{ \"b\":1.0,\n\t\"a\" : 1E+2 , \"a\":-0, \"z\":12345678901234567890123.10,"
                + "\"s\":\"\\u00E9\\/\\ud83d\\ude00é😀\", \"n\":null , \"e\":{ } , \"l\":[ ] }");
        Task given = fixture.keep(task(1).texts("json", "", odd));
        assertThat(fixture.task(given).metadata().value()).isEqualTo(odd.value());
    }

    @Test
    default void extremeNumbersAndTimesComeBackAsTheyWere(StoreFixture fixture) {
        List<Instant> times = List.of(
                Instant.EPOCH,
                Instant.ofEpochMilli(-1),
                Instant.ofEpochMilli(1),
                Instant.parse("0001-01-01T00:00:00.001Z"),
                Instant.parse("1582-10-10T12:00:00.999Z"),
                Instant.parse("2038-01-19T03:14:08Z"),
                Instant.parse("9999-12-31T23:59:59.999Z"));
        for (int i = 0; i < times.size(); i++) {
            Task given = fixture.keep(task(i + 1)
                    .createdAt(times.get(i))
                    .updatedAt(times.get(i))
                    .nextEligibleAt(times.get(i))
                    .priority(i % 2 == 0 ? Long.MIN_VALUE + i : Long.MAX_VALUE - i)
                    .version(Long.MAX_VALUE - i)
                    .counts(Integer.MAX_VALUE, Integer.MAX_VALUE - 1, Integer.MAX_VALUE - 2)
                    .retryPolicy(new RetryPolicy(Integer.MAX_VALUE, Duration.ofDays(3650), null, Integer.MAX_VALUE)));
            assertThat(fixture.task(given)).isEqualTo(given);
        }
    }
}
