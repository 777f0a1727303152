package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.8.9.1, true",
        "localhost, true",
        "::1, true",
        "0.0.0.0, false",
        "::, false",
        "10.0.0.7, false",
        "192.168.1.5, false",
        "fd00::7, false",
        "tracker.lan.invalid, false"
    })
    void onlyLoopbackAddressesAreLocal(String host, boolean local) {
        assertThat(new ListenAddress(host, 7700).isLocal()).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource({"localhost, localhost:7700", "0.0.0.0, 0.0.0.0:7700", "::1, [::1]:7700"})
    void itIsWrittenAsInAUri(String host, String text) {
        assertThat(new ListenAddress(host, 7700)).hasToString(text);
    }
}
