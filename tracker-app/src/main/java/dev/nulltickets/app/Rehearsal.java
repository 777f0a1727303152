package dev.nulltickets.app;

import dev.nulltickets.core.TrackerSettings;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.http.HttpSettings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Serve a database twice, first a new one and then the same again, and do over HTTP what agents do most: create, claim,
 * report, hand on.
 */
record Rehearsal(Path database) {
    private static final int TASKS = 1000;
    private static final String PIPELINE = """
            {"name":"rehearsal","definition":{"initial":"todo","states":{"todo":{"agent_role":"worker"},\
            "done":{"terminal":true}},"transitions":[{"from":"todo","to":"done","trigger":"finish"}]}}""";

    void perform() throws IOException {
        serve(1);
        serve(TASKS);
    }

    private void serve(int tasks) throws IOException {
        try (RunningTracker tracker = RunningTracker.start(
                        StoreSettings.file(database),
                        TrackerSettings.defaults(),
                        HttpSettings.local(0, Version.current()));
                RehearsalClient client = new RehearsalClient(tracker.port())) {
            client.call("GET", "/health", null, "");
            for (int task = 0; task < tasks; task++) {
                work(client);
            }
            client.call("GET", "/tasks?limit=20", null, "");
            client.call("GET", "/ops/queue", null, "");
        }
    }

    private static String pipeline(RehearsalClient client) throws IOException {
        String all = client.call("GET", "/pipelines", null, "");
        return all.equals("[]")
                ? JsonFields.parse(client.call("POST", "/pipelines", null, PIPELINE))
                        .string("id")
                : JsonFields.parse("{\"all\":" + all + "}")
                        .objects("all")
                        .getFirst()
                        .string("id");
    }

    /** Do what agents do most, once. */
    static void work(RehearsalClient client) throws IOException {
        String pipeline = pipeline(client);
        client.call("POST", "/tasks", null, """
                {"pipeline_id":"%s","title":"Rehearse","description":"Once more","priority":1}""".formatted(pipeline));
        JsonFields claim = JsonFields.parse(client.call("POST", "/leases/claim", null, """
                {"agent_id":"rehearsal","agent_role":"worker"}"""));
        String run = "/runs/" + claim.fields("run").string("id");
        String token = claim.string("lease_token");
        client.call("POST", run + "/events", token, """
                {"kind":"note","data":{"text":"on it"}}""");
        client.call("POST", run + "/transition", token, """
                {"trigger":"finish"}""");
    }
}
