package dev.nulltickets.app;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.json.JsonFields;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Work on the tasks of a role, and note in the ledger what the server acknowledges. */
final class CrashAgent implements Callable<@Nullable Void> {
    private static final int EVENTS = 2;
    private static final long IDLE_MILLIS = 20;
    private static final Map<String, String> TRIGGERS =
            Map.of("researcher", "researched", "coder", "submit", "reviewer", "approve");

    private final String name;
    private final String role;
    private final Http http;
    private final Ledger ledger;
    private final int allTransitions;

    /** @param allTransitions after how many transitions of all agents there is nothing left to do */
    CrashAgent(String name, String role, Http http, Ledger ledger, int allTransitions) {
        this.name = name;
        this.role = role;
        this.http = http;
        this.ledger = ledger;
        this.allTransitions = allTransitions;
    }

    @Override
    public @Nullable Void call() throws InterruptedException {
        while (ledger.transitions().size() < allTransitions) {
            JsonFields claim = http.post("/leases/claim", null, """
                    {"agent_id":"%s","agent_role":"%s","lease_ttl_ms":30000}""".formatted(name, role));
            if (claim == null) {
                Thread.sleep(IDLE_MILLIS);
            } else {
                work(claim);
            }
        }
        return null;
    }

    private void work(JsonFields claim) throws InterruptedException {
        String run = claim.fields("run").string("id");
        String token = claim.string("lease_token");
        Ledger.Entry entry = ledger.claimed(
                run, claim.fields("task").string("id"), claim.fields("run").integer("attempt"));
        for (int i = 0; i < EVENTS; i++) {
            entry.events()
                    .add(write(run, "events", token, "{\"kind\":\"progress\"}").integer("id"));
        }
        http.post("/leases/" + claim.string("lease_id") + "/heartbeat", token, "{}");
        if (role.equals("coder")) {
            entry.gates()
                    .add(write(run, "gates", token, "{\"gate\":\"tests_pass\",\"status\":\"pass\"}")
                            .integer("id"));
        }
        write(run, "transition", token, "{\"trigger\":\"%s\"}".formatted(requireNonNull(TRIGGERS.get(role))));
        ledger.moved(run);
    }

    private JsonFields write(String run, String what, String token, String body) throws InterruptedException {
        return requireNonNull(http.post("/runs/" + run + "/" + what, token, body));
    }
}
