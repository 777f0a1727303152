package dev.nulltickets.persistence;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that a backup is a whole database of one instant, whatever is written meanwhile. */
class BackupTest {
    @TempDir
    private Path directory;

    private SqliteSettings settings;
    private Path copy;

    @BeforeEach
    void name() {
        settings = SqliteSettings.of(directory.resolve("tracker.db"));
        copy = directory.resolve("copy.db");
    }

    @Test
    void aCopyThatIsMadeWhileOthersWriteHoldsWhatWasThereAndHoldsTogether() throws InterruptedException, IOException {
        try (TrackerStore store = Sqlite.open(settings)) {
            Tracker tracker = new Tracker(store);
            tracker.entries().put("notes", "first", JsonText.of("\"found by its words\""));
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger written = new AtomicInteger();
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    tracker.entries().put("pairs", "left " + written, JsonText.of("1"));
                    written.incrementAndGet();
                }
            });
            while (written.get() < 10) {
                Thread.onSpinWait();
            }
            int before = written.get();
            Sqlite.backup(settings, copy);
            over.set(true);
            writer.join();

            try (TrackerStore copied = Sqlite.open(SqliteSettings.of(copy))) {
                assertThat(new Tracker(copied).entries().find("notes", "first").value())
                        .isEqualTo(JsonText.of("\"found by its words\""));
                assertThat(new Tracker(copied).entries().list("pairs")).hasSizeBetween(before, written.get());
            }
        }
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void aDatabaseThatNobodyUsesIsCopiedToo() {
        Sqlite.open(settings).close();
        Sqlite.backup(settings, copy);
        Sqlite.open(SqliteSettings.of(copy)).close();
    }

    @Test
    void whatIsLeftOfABackupThatWasCutShortIsNotInTheWay() throws IOException {
        Sqlite.open(settings).close();
        Files.writeString(directory.resolve("copy.db.part"), "half of a database");
        Sqlite.backup(settings, copy);
        Sqlite.open(SqliteSettings.of(copy)).close();
    }

    @Test
    void aDatabaseIsNotTakenForAnUnfinishedCopyOfItself() {
        SqliteSettings named = SqliteSettings.of(directory.resolve("copy.db.part"));
        Sqlite.open(named).close();
        Sqlite.backup(named, copy);
        Sqlite.open(named).close();
        Sqlite.open(SqliteSettings.of(copy)).close();
    }

    @Test
    void aCopyThatFailsLeavesNothing() throws IOException {
        refused(SqliteSettings.of(Files.writeString(directory.resolve("damaged.db"), "no database")), copy, "");
        Sqlite.open(settings).close();
        Path file = settings.file();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        refused(settings, copy, "cannot be copied");
        assertThat(copy).doesNotExist();
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void aCopyIsForItsOwnerOnly() throws IOException {
        assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Sqlite.open(settings).close();
        Sqlite.backup(settings, copy);
        assertThat(Files.getPosixFilePermissions(copy)).containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    }

    @Test
    void aDatabaseWithASecondNameIsNotCopiedBecauseItsLogMayBeBesideTheOther() throws IOException {
        assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("unix");
        Sqlite.open(settings).close();
        Path other = Files.createLink(directory.resolve("other.db"), settings.file());
        refused(SqliteSettings.of(other), copy, "more than one name");
    }

    @Test
    void aCopyIsNotMadeBesideALogThatWouldChangeIt() throws IOException {
        Sqlite.open(settings).close();
        Files.writeString(directory.resolve("copy.db-wal"), "of another database");
        refused(settings, copy, "copy.db-wal");
    }

    @Test
    void nothingIsOverwrittenAndNothingIsMadeUp() throws IOException {
        refused(settings, copy, "there is no database");
        Sqlite.open(settings).close();
        Files.writeString(copy, "something dear");
        refused(settings, copy, "would overwrite");
        assertThat(copy).hasContent("something dear");
        refused(settings, directory.resolve("nowhere/copy.db"), "there is no directory");
        Path foreign = Files.createFile(directory.resolve("foreign.db"));
        refused(SqliteSettings.of(foreign), directory.resolve("other.db"), "not one of this program");
        assertThat(directory.resolve("other.db")).doesNotExist();
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }

    private static void refused(SqliteSettings settings, Path target, String why) {
        assertThatThrownBy(() -> Sqlite.backup(settings, target))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(why);
    }
}
