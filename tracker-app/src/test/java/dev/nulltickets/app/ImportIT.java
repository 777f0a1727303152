package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.run.LeaseToken;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that the program takes over what the reference implementation has left, and that its agents go on. */
class ImportIT {
    private static final String TOKEN = "0123456789abcdef".repeat(4);
    private static final String[] OLD = {
        """
        create table pipelines (id text primary key, name text not null unique, definition_json text not null,
          created_at_ms integer not null)""",
        """
        create table tasks (id text primary key, pipeline_id text not null, stage text not null, title text not null,
          description text not null, max_attempts integer, created_at_ms integer not null,
          updated_at_ms integer not null)""",
        """
        create table runs (id text primary key, task_id text not null, attempt integer not null, status text not null,
          agent_id text, agent_role text, started_at_ms integer, ended_at_ms integer)""",
        """
        create table leases (id text primary key, run_id text not null, agent_id text not null,
          token_hash blob not null, expires_at_ms integer not null, last_heartbeat_ms integer not null)""",
        """
        create table store (namespace text not null, key text not null, value_json text not null,
          created_at_ms integer not null, updated_at_ms integer not null)""",
        "create table extras (id text)",
        "insert into pipelines values ('p', 'delivery', '%s', 1000)".formatted(DemoScript.PIPELINE),
        "insert into tasks values ('t', 'p', 'coding', 'title', 'description', 0, 1000, 1000)",
        "insert into runs values ('r', 't', 1, 'running', 'ada', 'coder', 1000, null)",
        "insert into leases values ('l', 'r', 'ada', x'%s', 4000000000000, 3999999700000)"
                .formatted(new LeaseToken(TOKEN).hash().hex()),
        "insert into store values ('notes', 'n', '\"some words\"', 1000, 1000)"
    };

    @TempDir
    Path directory;

    @BeforeEach
    void makeAnOldDatabase() throws SQLException {
        run(OLD);
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("old.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void agentsGoOnAfterAnImport() throws Exception {
        byte[] before = Files.readAllBytes(directory.resolve("old.db"));
        try (Program program = Program.start(directory, "import", "old.db", "--db=new.db")) {
            assertThat(program.status()).as(program.err()).isZero();
            assertThat(program.err()).isEmpty();
            assertThat(program.out()).isEqualTo("""
                    imported old.db into new.db
                            1 pipelines
                            1 tasks
                            0 dependencies
                            0 assignments
                            1 runs
                            1 leases
                            0 events
                            0 gate results
                            0 artifacts
                            1 entries
                            0 trace batches
                            0 spans
                    changed, because it cannot be kept as it was:
                      tasks: max_attempts below 1 became 1, which the first failure reaches as well (1 row: t)
                    not imported:
                      table extras: it is not known here
                    """);
        }
        assertThat(directory.resolve("old.db")).hasBinaryContent(before);
        refuses(
                1,
                "nothing was imported: the database already holds pipelines; an import needs one that holds nothing");
        try (Program server = Program.start(directory, "--port=0", "--db=new.db")) {
            expectWork(server.address());
        }
    }

    private static void expectWork(URI address) throws InterruptedException {
        Http http = new Http(address);
        assertThat(http.post("/leases/l/heartbeat", TOKEN, "{}")).isNotNull();
        assertThat(http.list("/store/search?q=words"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.string("key")).isEqualTo("n"));
        JsonFields task = http.get("/tasks/t");
        assertThat(task.string("stage")).isEqualTo("coding");
        assertThat(task.fields("latest_run").string("status")).isEqualTo("running");
    }

    @Test
    void whatCannotBeKeptLeavesNothing() throws Exception {
        run("update tasks set stage = 'nowhere'");
        refuses(1, "nothing was imported: tasks t: stage must be a stage of the pipeline, but is \"nowhere\"");
        try (Program server = Program.start(directory, "--port=0", "--db=new.db")) {
            assertThat(new Http(server.address()).list("/pipelines")).isEmpty();
        }
    }

    @Test
    void withoutAnOldDatabaseNoNewOneIsMade() throws Exception {
        Files.delete(directory.resolve("old.db"));
        refuses(1, "nothing was imported: there is no file old.db");
        assertThat(directory.resolve("new.db")).doesNotExist();
        try (Program program = Program.start(directory, "import")) {
            assertThat(program.status()).isEqualTo(2);
            assertThat(program.err()).contains("OLD.db");
        }
    }

    @Test
    void aDatabaseInUseIsRefused() throws Exception {
        try (Program server = Program.start(directory, "--port=0", "--db=new.db")) {
            server.address();
            refuses(
                    1,
                    "nothing was imported: the database is in use by another tracker: "
                            + directory.toRealPath().resolve("new.db"));
        }
    }

    private void refuses(int status, String message) throws InterruptedException {
        try (Program program = Program.start(directory, "import", "old.db", "--db=new.db")) {
            assertThat(program.status()).as(program.err()).isEqualTo(status);
            assertThat(program.err()).isEqualTo("nulltickets: " + message + "\n");
            assertThat(program.out()).isEmpty();
        }
    }
}
