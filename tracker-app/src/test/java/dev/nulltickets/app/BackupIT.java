package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that a backup of a database in use starts a server that knows what was there. */
class BackupIT {
    @TempDir
    Path directory;

    @Test
    void aServerStartsOnABackupOfADatabaseInUse() throws Exception {
        try (Program server = Program.start(directory, "--port=0")) {
            new Http(server.address())
                    .post("/pipelines", null, "{\"name\":\"kept\",\"definition\":%s}".formatted(DemoScript.PIPELINE));
            try (Program backup = Program.start(directory, "backup", "copy.db")) {
                assertThat(backup.status()).isZero();
                assertThat(backup.out()).isEqualTo("copied nulltickets.db to copy.db\n");
                assertThat(backup.err()).isEmpty();
            }
        }
        try (Program restored = Program.start(directory, "--port=0", "--db=copy.db")) {
            assertThat(new Http(restored.address()).list("/pipelines"))
                    .extracting(pipeline -> pipeline.string("name"))
                    .containsExactly("kept");
        }
    }

    @Test
    void whatIsThereIsNotOverwritten() throws Exception {
        try (Program first = Program.start(directory, "backup", "copy.db")) {
            assertThat(first.status()).isOne();
            assertThat(first.err())
                    .isEqualTo("nulltickets: nothing was copied: there is no database %s%n"
                            .formatted(directory.toRealPath().resolve("nulltickets.db")));
        }
        try (Program without = Program.start(directory, "backup")) {
            assertThat(without.status()).isEqualTo(2);
            assertThat(without.err()).contains("FILE");
        }
    }
}
