package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Send requests that are nearly right, and some that are not at all, made from the document by a seeded generator. */
class FuzzTest {
    private static final long SEED = 20_260_101;
    private static final int REQUESTS = 6_000;

    @RegisterExtension
    final TestServer server = TestServer.open();

    private final Map<String, TreeSet<Integer>> statuses = new TreeMap<>();

    @Test
    void nothingMakesTheServerFailOrAnswerWhatIsNotDescribed() {
        FuzzedRequests requests = new FuzzedRequests(server, SEED);
        RawConnection connection = RawConnection.to(server);
        for (int i = 0; i < REQUESTS; i++) {
            FuzzedRequests.Fuzzed request = requests.next();
            connection.send(request.text());
            Received answer = connection.receive(request.method(), request.target());
            String story = "request " + i + ":\n" + request.text() + "\n" + answer;
            assertThat(answer.status()).as(story).isLessThan(500);
            assertThat(Document.problems(answer)).as(story).isEmpty();
            statuses.computeIfAbsent(request.operation(), operation -> new TreeSet<>())
                    .add(answer.status());
            if (answer.header("connection").equals("close")) {
                connection.close();
                connection = RawConnection.to(server);
            }
        }
        connection.close();
        theRequestsWereOfEveryKind();
    }

    /** Keep the generator from becoming so wild, or so tame, that it tests nothing. */
    private void theRequestsWereOfEveryKind() {
        Map<String, List<Integer>> lacking = new HashMap<>();
        for (Route route : RouteTable.routes(new SystemRoutes(""))) {
            String operation = route.method() + " " + route.path();
            TreeSet<Integer> seen = statuses.getOrDefault(operation, new TreeSet<>());
            boolean succeeds = seen.stream().anyMatch(status -> status < 300);
            boolean refuses = seen.stream().anyMatch(status -> status == 400);
            if (!succeeds || (route.readsBody() && !refuses)) {
                lacking.put(operation, List.copyOf(seen));
            }
        }
        assertThat(lacking).isEmpty();
    }
}
