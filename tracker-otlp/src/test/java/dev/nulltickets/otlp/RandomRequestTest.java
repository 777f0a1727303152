package dev.nulltickets.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Read random requests, whole and damaged; the seed is fixed, so that what fails once fails again. */
class RandomRequestTest {
    private static final String MARKS = "{}[]\",:\\0123456789eE+-.nulltrue \0\u007fé";

    private final RandomGenerator random = new SplittableRandom(20260102);
    private final OtlpDecoder decoder = new OtlpDecoder();

    @Test
    void everySpanIsKeptWellFormedOrCounted() {
        RandomRequests requests = new RandomRequests(random, true);
        long kept = 0;
        long rejected = 0;
        for (int i = 0; i < 1_500; i++) {
            DecodedTraces traces = Requests.decode(requests.request());
            assertThat(traces.spans().size() + traces.rejected()).isEqualTo(requests.spans());
            assertThat(traces.problem().isEmpty()).isEqualTo(traces.rejected() == 0);
            assertThat(traces.spans().stream().allMatch(WellFormed::test)).isTrue();
            kept += traces.spans().size();
            rejected += traces.rejected();
        }
        assertThat(List.of(kept, rejected)).allMatch(count -> count > 1_000);
    }

    @Test
    void whatWasKeptIsReadAgainAsItIs() {
        RandomRequests requests = new RandomRequests(random, true);
        for (int i = 0; i < 1_000; i++) {
            for (Span span : Requests.decode(requests.request()).spans()) {
                assertThat(Requests.span(SpanWriter.request(span))).isEqualTo(span);
            }
        }
    }

    @Test
    void fieldsOfTheWrongTypeAreRefusedByPathAndNothingElseHappens() {
        RandomRequests requests = new RandomRequests(random, false);
        int taken = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] body = requests.request().getBytes(StandardCharsets.UTF_8);
            Optional<DecodedTraces> traces = decoded(body);
            assertThat(traces.stream().flatMap(read -> read.spans().stream()).allMatch(WellFormed::test))
                    .isTrue();
            taken += traces.isPresent() ? 1 : 0;
        }
        assertThat(taken).isBetween(500, 2_500);
    }

    @Test
    void damagedBytesAreTakenOrRefusedAndNothingElseHappens() {
        RandomRequests requests = new RandomRequests(random, false);
        List<byte[]> whole = Stream.generate(requests::request)
                .limit(500)
                .map(request -> request.getBytes(StandardCharsets.UTF_8))
                .toList();
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] body = whole.get(i % whole.size()).clone();
            damage(body);
            Optional<DecodedTraces> traces = decoded(body);
            assertThat(traces.stream().flatMap(read -> read.spans().stream()).allMatch(WellFormed::test))
                    .isTrue();
            taken += traces.isPresent() ? 1 : 0;
            // What comes without a type is never refused, and read just where it could be.
            DecodedTraces untyped = decoder.decode(body, null);
            assertThat(untyped.encoding() == TraceEncoding.BLOB || traces.equals(Optional.of(untyped)))
                    .isTrue();
        }
        assertThat(taken).isBetween(500, 19_000);
    }

    private Optional<DecodedTraces> decoded(byte[] body) {
        try {
            return Optional.of(decoder.decode(body, "application/json"));
        } catch (RejectedException refused) {
            assertThat(refused.rejection()).isInstanceOf(Rejection.InvalidJson.class);
            return Optional.empty();
        }
    }

    private void damage(byte[] body) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            body[random.nextInt(body.length)] = random.nextInt(8) == 0
                    ? (byte) random.nextInt(256)
                    : (byte) MARKS.charAt(random.nextInt(MARKS.length()));
        }
    }
}
