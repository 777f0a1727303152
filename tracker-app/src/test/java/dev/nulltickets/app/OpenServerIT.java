package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds a server that others than this machine reach to its warning. */
class OpenServerIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "the network"})
    void withoutATokenItWarns(String named) throws Exception {
        String host = named.equals("the network") ? nameOnTheNetwork() : named;
        assumeTrue(canBeBound(host), "this machine has no such address");
        try (Program server = Program.start(directory, Map.of("NULLTICKETS_HOST", host), "--port=0")) {
            URI address = server.address();
            stop(server);
            assertThat(server.err())
                    .isEqualTo("nulltickets: warning: without a token, every machine that reaches %s can read"
                                    .formatted(address.getRawAuthority())
                            + " and change all tasks (--token-file sets one)\n");
        }
    }

    @Test
    void withATokenItDoesNot() throws Exception {
        try (Program server = Program.start(directory, "--port=0", "--host=0.0.0.0", "--token=secret")) {
            URI health = URI.create(
                    "http://127.0.0.1:%d/health".formatted(server.address().getPort()));
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpRequest request = HttpRequest.newBuilder(health).build();
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
            stop(server);
            assertThat(server.err()).isEmpty();
        }
    }

    private static void stop(Program server) throws InterruptedException {
        server.terminate();
        assertThat(server.status()).isEqualTo(143);
    }

    /** Return what other machines call this one, as a name if there is one that it knows itself by, too. */
    private static String nameOnTheNetwork() throws IOException {
        Optional<InetAddress> address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .filter(each -> !each.isLoopbackAddress())
                .findFirst();
        assumeTrue(address.isPresent(), "this machine is on no network");
        String name = address.get().getCanonicalHostName();
        return canBeBound(name) && !InetAddress.getByName(name).isLoopbackAddress()
                ? name
                : address.get().getHostAddress();
    }

    private static boolean canBeBound(String host) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
            return true;
        } catch (IOException noSuchAddress) {
            return false;
        }
    }
}
