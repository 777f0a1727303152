package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.EventStore} promises.
 *
 * @since 0.1.0
 */
public interface EventContract extends StoreContract {
    @Test
    default void anEventIsListedAsItWasAppended(StoreFixture fixture) {
        Run run = started(fixture, 1);
        JsonText data = JsonText.of("{ \"b\" : 1.0, \"a\":[\"\\u00e9\"] }");
        long id = fixture.write(tx -> tx.events().append(run.id(), run.taskId(), START.plusMillis(3), "note", data));

        assertThat(list(fixture, run.id(), 0, 10))
                .containsExactly(new Event(id, run.id(), run.taskId(), START.plusMillis(3), "note", data));
    }

    @Test
    default void eventIdsGrowOverAllRuns(StoreFixture fixture) {
        Run first = started(fixture, 1);
        Run second = started(fixture, 2);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(append(fixture, i % 2 == 0 ? first : second, "single"));
            ids.addAll(fixture.<List<Long>>write(tx -> List.of(
                    tx.events().append(second.id(), second.taskId(), START, "a", JsonText.EMPTY_OBJECT),
                    tx.events().append(first.id(), first.taskId(), START, "b", JsonText.EMPTY_OBJECT))));
        }
        assertThat(ids).allMatch(id -> id >= 1).isSorted().doesNotHaveDuplicates();
    }

    @Test
    default void anInsertedEventKeepsItsIdAndLaterOnesAreAbove(StoreFixture fixture) {
        Run first = started(fixture, 1);
        Run second = started(fixture, 2);
        long before = append(fixture, first, "before");
        List<Event> kept = List.of(
                event(before + 1, first, "{ \"b\" : 1.0 }"),
                event(before + 7, second, "{}"),
                event(5_000_000_000L, first, "{}"));
        kept.forEach(event -> fixture.change(tx -> tx.events().insert(event)));
        long after = append(fixture, second, "after");

        assertThat(after).isGreaterThan(5_000_000_000L);
        assertThat(list(fixture, first.id(), before, 10)).containsExactly(kept.get(0), kept.get(2));
        assertThat(ids(fixture, second.id(), 0, 10)).containsExactly(before + 7, after);
    }

    @Test
    default void aTakenEventIdThrowsAndChangesNothing(StoreFixture fixture) {
        Run run = started(fixture, 1);
        long id = append(fixture, run, "first");
        assertThatThrownBy(() -> fixture.change(tx -> tx.events().insert(event(id, run, "{}"))))
                .isInstanceOf(RuntimeException.class);
        assertThat(list(fixture, run.id(), 0, 10)).extracting(Event::kind).containsExactly("first");
    }

    @Test
    default void eventsAreListedByRunAboveAnId(StoreFixture fixture) {
        Run first = started(fixture, 1);
        Run second = started(fixture, 2);
        long one = append(fixture, first, "one");
        append(fixture, second, "other");
        long two = append(fixture, first, "two");
        long three = append(fixture, first, "three");

        assertThat(ids(fixture, first.id(), 0, 10)).containsExactly(one, two, three);
        assertThat(ids(fixture, first.id(), 0, 2)).containsExactly(one, two);
        assertThat(ids(fixture, first.id(), one, 1)).containsExactly(two);
        assertThat(ids(fixture, first.id(), three, 10)).isEmpty();
        assertThat(ids(fixture, first.id(), Long.MAX_VALUE, 10)).isEmpty();
        for (String id : TextContract.ODD_IDS) {
            assertThat(ids(fixture, new RunId(id), 0, 10)).as("id %s", id).isEmpty();
        }
    }

    @Test
    default void noEventAppearsBelowOneThatWasSeen(StoreFixture fixture) {
        int writers = 4;
        int each = 50;
        Run run = started(fixture, 1);
        FutureTask<Boolean> writing = Crowd.alone(() -> {
            Crowd.each(writers, writer -> {
                for (int i = 0; i < each; i++) {
                    append(fixture, run, "writer " + writer);
                }
            });
            return true;
        });
        List<Long> walked = new ArrayList<>();
        boolean over;
        do {
            over = writing.isDone();
            long last = walked.isEmpty() ? 0 : walked.getLast();
            walked.addAll(ids(fixture, run.id(), last, 1000));
        } while (!over);
        Crowd.result(writing);

        assertThat(walked).hasSize(writers * each).isEqualTo(ids(fixture, run.id(), 0, 1000));
    }

    private static Event event(long id, Run run, String data) {
        return new Event(id, run.id(), run.taskId(), START.plusMillis(id % 1000), "kept", JsonText.of(data));
    }

    private static Run started(StoreFixture fixture, long number) {
        return fixture.start(run(number, fixture.keep(task(number)), 1));
    }

    private static long append(StoreFixture fixture, Run run, String kind) {
        return fixture.write(tx -> tx.events().append(run.id(), run.taskId(), START, kind, JsonText.EMPTY_OBJECT));
    }

    private static List<Event> list(StoreFixture fixture, RunId run, long after, int limit) {
        return fixture.read(tx -> tx.events().list(run, after, limit));
    }

    private static List<Long> ids(StoreFixture fixture, RunId run, long after, int limit) {
        return list(fixture, run, after, limit).stream().map(Event::id).toList();
    }
}
