package dev.nulltickets.persistence.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.persistence.Sqlite;
import dev.nulltickets.persistence.SqliteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that an old database is only read, and that what is none is refused. */
class UntouchedTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path directory;

    private Path there;
    private Path file;

    @BeforeEach
    void name() throws IOException {
        there = Files.createDirectory(directory.resolve("old files"));
        file = there.resolve("old.db");
    }

    @Test
    void theFileAndItsDirectoryStayAsTheyAre() throws IOException {
        OldTracker.create(file, OldShape.WITH_STORE).task("t", "todo").close();
        staysAsItIs();
    }

    @Test
    void aFileThatOnlyReadingIsAllowedOfIsCopied() throws IOException {
        OldTracker.create(file, OldShape.WITH_GATES).task("t", "todo").close();
        assertThat(file.toFile().setWritable(false)).isTrue();
        staysAsItIs();
    }

    @Test
    void aDatabaseThatWasLeftWithALogStaysAsItIsAndIsReadWhole() throws IOException {
        try (OldTracker live = OldTracker.create(directory.resolve("live.db"), OldShape.WITH_STORE)) {
            live.run("pragma journal_mode = wal")
                    .run("pragma wal_checkpoint(truncate)")
                    .task("t", "todo");
            Files.copy(directory.resolve("live.db"), file);
            Files.copy(directory.resolve("live.db-wal"), there.resolve("old.db-wal"));
        }
        assertThat(there.resolve("old.db-wal")).isNotEmptyFile();
        staysAsItIs();
    }

    @Test
    void aDatabaseWithALogThatWasClosedStaysAsItIs() throws IOException {
        OldTracker.create(file, OldShape.WITH_GATES)
                .run("pragma journal_mode = wal")
                .task("t", "todo")
                .close();
        assertThat(there.resolve("old.db-wal")).doesNotExist();
        staysAsItIs();
    }

    @Test
    void aTransactionThatWasCutShortIsUndoneInTheCopyOnly() throws IOException {
        Path live = directory.resolve("live.db");
        try (OldTracker old = OldTracker.create(live, OldShape.WITH_GATES).task("t", "todo")) {
            old.run("pragma cache_size = 1").run("begin");
            for (int i = 0; i < 200; i++) {
                old.task("never committed " + i, "todo");
            }
            Files.copy(live, file);
            Files.copy(directory.resolve("live.db-journal"), there.resolve("old.db-journal"));
            old.run("rollback");
        }
        assertThat(there.resolve("old.db-journal")).isNotEmptyFile();
        staysAsItIs();
    }

    /** Import one task, and compare everything around the old file before and after. */
    private void staysAsItIs() throws IOException {
        try (Stream<Path> files = Files.list(there)) {
            for (Path one : files.toList()) {
                Files.setLastModifiedTime(one, LONG_AGO);
            }
        }
        Files.setLastModifiedTime(there, LONG_AGO);
        Map<String, String> before = content();
        try (Imported imported = new Imported(directory);
                ReferenceDatabase old = ReferenceDatabase.open(file)) {
            assertThat(old.copyTo(imported.store).imported()).containsEntry("tasks", 1L);
            assertThat(imported.task("t").title()).isEqualTo("title of t");
        }
        assertThat(content()).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(there)).isEqualTo(LONG_AGO);
    }

    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(there)) {
            for (Path one : files.toList()) {
                content.put(
                        one.getFileName() + " " + Files.getLastModifiedTime(one),
                        HexFormat.of().formatHex(Files.readAllBytes(one)));
            }
        }
        return content;
    }

    @Test
    void aLogThatGrowsWhileItIsCopiedIsRefused() throws IOException {
        OldTracker.create(file, OldShape.WITH_GATES)
                .run("pragma journal_mode = wal")
                .close();
        assertThatThrownBy(() -> OldFile.of(file, (from, to) -> {
                    Files.copy(from, to);
                    Files.writeString(there.resolve("old.db-wal"), "more");
                }))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessage("the old database is being written, stop its server first: " + file.toRealPath());
    }

    @Test
    void whatIsNoOldDatabaseIsRefused() throws IOException, SQLException {
        refused(file, "there is no file " + file);
        refused(there, "the old database is no file: " + there);
        Files.writeString(file, "This is a letter, and not a database.");
        refused(file, "not a SQLite database: " + file.toRealPath());
        Path ours = there.resolve("ours.db");
        Sqlite.open(SqliteSettings.of(ours)).close();
        refused(
                ours,
                "not a database of the reference implementation, for its table pipelines has no column"
                        + " definition_json: " + ours);
        Path other = there.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other)) {
            connection.createStatement().execute("create table recipes (id text)");
        }
        refused(other, "not a database of the reference implementation, for its table pipelines is missing: " + other);
    }

    @Test
    void aDamagedDatabaseIsRefused() throws IOException {
        try (OldTracker old = OldTracker.create(file, OldShape.WITH_GATES)) {
            old.run("begin");
            for (int i = 0; i < 500; i++) {
                old.task("t" + i, "todo");
            }
            old.run("commit");
        }
        byte[] bytes = Files.readAllBytes(file);
        // Where the head of the last page says where its rows begin.
        bytes[bytes.length - 4096 + 5] = 0;
        Files.write(file, bytes);
        assertThatThrownBy(() -> ReferenceDatabase.open(file))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageStartingWith("the old database is damaged: " + file + ": *** in database main");
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> ReferenceDatabase.open(file))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessage(message);
    }
}
