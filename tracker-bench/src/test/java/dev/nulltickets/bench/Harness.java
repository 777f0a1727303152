package dev.nulltickets.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonFields;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Run commands on a tiny size, as a shell would, and look at what they leave.
 *
 * @param directory where they work
 */
record Harness(Path directory) {
    /** Run a command that must succeed and leave these tables, in print and as JSON. */
    void expectTables(List<String> tables, String... arguments) throws IOException {
        Path json = directory.resolve("result.json");
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--json", json.toString()));
        StringWriter printed = new StringWriter();
        int status = Main.commandLine()
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(printed))
                .execute(command.toArray(String[]::new));

        assertThat(status).as(printed.toString()).isZero();
        JsonFields result = JsonFields.parse(Files.readString(json));
        assertThat(result.names()).containsAll(tables);
        assertThat(result.fields("errors").names()).isEmpty();
        for (String table : tables) {
            assertThat(result.objects(table)).as(table).isNotEmpty();
            assertThat(printed.toString()).containsPattern("\n" + table + "\n\\| ");
        }
    }

    /** Run a command, and return its status. */
    static int status(String... arguments) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return Main.commandLine().setOut(nowhere).setErr(nowhere).execute(arguments);
    }
}
