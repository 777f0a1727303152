package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.tck.SettableClock;
import dev.nulltickets.tck.memory.InMemoryTrackerStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prove that what a request takes to be read is done before the transaction that its writes join. */
class HandlerTest {
    private final List<String> done = new ArrayList<>();
    private TrackerStore store;
    private Request request;

    @BeforeEach
    void ask() {
        store = InMemoryTrackerStore.open(SettableClock.at(TestServer.START));
        request = new Request(new Tracker(store), Map.of(), "", new Body.None(), null, List.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aRequestIsReadOnceAndBeforeItsTransaction() {
        Handler handler = Handler.of(
                asked -> {
                    done.add("read");
                    return "what was read";
                },
                (asked, what) -> {
                    done.add("done with " + what);
                    return Reply.done();
                });
        Function<Tracker, Reply> work = handler.prepare(request);
        done.add("begun");
        // Work may be run again after a conflict.
        store.write(tx -> work.apply(request.tracker()));
        store.write(tx -> work.apply(request.tracker()));
        assertThat(done).containsExactly("read", "begun", "done with what was read", "done with what was read");
    }

    @Test
    void aRefusalWaitsForTheTransactionWhichMayHoldAnAnswer() {
        Handler handler = Handler.of(
                asked -> {
                    throw Checks.invalid("title", "is wrong");
                },
                (asked, what) -> Reply.done());
        Function<Tracker, Reply> work = handler.prepare(request);
        assertThatThrownBy(() -> work.apply(request.tracker())).isInstanceOf(RejectedException.class);
    }
}
