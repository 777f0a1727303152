package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class WaitTest {
    private int endings;

    private Wait waiting(SocketChannel channel, long until) {
        Wait wait = new Wait(channel, ended -> endings++);
        wait.begin(until);
        return wait;
    }

    @Test
    void aWaitThatEndsInTimeIsLeftAlone() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            Wait wait = waiting(channel, 100);
            wait.check(99);
            assertThat(wait.end()).isTrue();
            wait.check(1000);
            assertThat(endings).isZero();
        }
    }

    @Test
    void aWaitThatLastsTooLongIsEndedOnce() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            Wait wait = waiting(channel, 100);
            wait.check(100);
            wait.check(1000);
            assertThat(endings).isOne();
            assertThat(wait.end()).isFalse();
            wait.begin(2000);
            assertThat(wait.end()).isTrue();
        }
    }

    @Test
    void aClosedChannelEndsAllWaits() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            Wait wait = waiting(channel, 100);
            assertThat(wait.isOver()).isFalse();
            channel.close();
            assertThat(wait.isOver()).isTrue();
        }
    }
}
