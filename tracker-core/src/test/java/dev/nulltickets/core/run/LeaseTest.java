package dev.nulltickets.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseTest {
    static final Instant END = Instant.parse("2026-01-01T00:00:10Z");

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, false, true",
        "2026-01-01T00:00:09.999Z, false, true",
        "2026-01-01T00:00:10Z, false, false",
        "2026-01-01T00:00:10.001Z, false, false",
        "2026-01-01T00:00:00Z, true, false",
        "2026-01-01T00:00:10Z, true, false"
    })
    void isWorthlessFromItsEndOnOrOnceItWasTakenBack(Instant now, boolean expired, boolean live) {
        assertThat(lease(expired).live(now)).isEqualTo(live);
    }

    static Lease lease(boolean expired) {
        return new Lease(
                new LeaseId("l"),
                new RunId("r"),
                new TaskId("t"),
                new PipelineId("p"),
                "code",
                new LeaseToken("abc").hash(),
                3,
                END.minusSeconds(10),
                Duration.ofSeconds(10),
                END,
                expired);
    }
}
