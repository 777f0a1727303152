package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** Prove that a store opens what is its own, and nothing else, and says why. */
class OpeningTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() throws IOException {
        file = directory.toRealPath().resolve("tracker.db");
    }

    @Test
    void aNewDatabaseIsMadeAndFoundAgain() {
        try (TrackerStore store = open(file)) {
            store.write(tx -> tx.pipelines().insert(Given.PIPELINE));
        }
        try (TrackerStore store = open(file)) {
            assertThat(store.<Integer>read(tx -> tx.pipelines().list().size())).isEqualTo(1);
        }
    }

    @Test
    void closingLeavesTheDatabaseInOneFile() {
        TrackerStore store = open(file);
        store.write(tx -> tx.pipelines().insert(Given.PIPELINE));
        assertThat(directory.resolve("tracker.db-wal")).exists();
        store.close();
        store.close();
        assertThat(directory.resolve("tracker.db-wal")).doesNotExist();
        assertThatThrownBy(() -> store.write(tx -> true)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.read(tx -> true)).isInstanceOf(StoreException.class);
    }

    @Test
    void aSecondStoreInThisProcessIsRefusedByWhateverPath() throws IOException {
        Path link = directory.resolve("link.db");
        try (TrackerStore store = open(file)) {
            Files.createSymbolicLink(link, file);
            refused(file, "the database is in use by another tracker: " + file);
            refused(link, "the database is in use by another tracker: " + file);
            refused(directory.resolve("x/../tracker.db"), "the database is in use by another tracker: " + file);
            assertThat(store.<Boolean>write(tx -> true)).isTrue();
        }
        open(link).close();
    }

    @Test
    void aLinkToAFileThatIsNotThereYetLeadsToTheSameDatabase() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.db"), file);
        try (TrackerStore store = open(link)) {
            refused(file, "the database is in use by another tracker: " + file);
            refused(link, "the database is in use by another tracker: " + file);
            assertThat(store.<Boolean>write(tx -> true)).isTrue();
        }
        assertThat(directory.resolve("link.db.lock")).doesNotExist();
    }

    @Test
    void aFileWithASecondNameIsRefused() throws IOException {
        open(file).close();
        Path other = Files.createLink(directory.resolve("other.db"), file);
        String reason = "the database has more than one name (hard links), by which two trackers could use it: ";
        refused(file, reason + file);
        refused(other, reason + other.toRealPath());
        Files.delete(other);
        open(file).close();
    }

    @Test
    void aSecondClassLoaderIsRefusedAndDoesNotUnlock() throws Exception {
        try (TrackerStore store = open(file);
                URLClassLoader other = new URLClassLoader(
                        ownClasses(), getClass().getClassLoader().getParent())) {
            Method acquire = other.loadClass(DatabaseLock.class.getName()).getDeclaredMethod("acquire", Path.class);
            acquire.setAccessible(true);
            for (int again = 0; again < 2; again++) {
                assertThatThrownBy(() -> acquire.invoke(null, file))
                        .cause()
                        .hasMessage("the database is in use by another tracker: " + file);
            }
            assertThat(lineOfAChild()).isEqualTo("the database is in use by another tracker: " + file);
            assertThat(store.<Boolean>write(tx -> true)).isTrue();
        }
        open(file).close();
    }

    private static URL[] ownClasses() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private String lineOfAChild() throws IOException, InterruptedException {
        Process child = ChildStore.start(file, "child");
        try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            return out.readLine();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void aSecondProcessIsRefused() throws IOException, InterruptedException {
        try (TrackerStore store = open(file)) {
            refused(file, "the database is in use by another tracker: " + file);
            assertThat(lineOfAChild()).isEqualTo("the database is in use by another tracker: " + file);
            assertThat(store.<Boolean>write(tx -> true)).isTrue();
        }
    }

    @Test
    void aDirectoryIsRefused() {
        refused(file.getParent(), "the database must be a file, but is a directory: " + file.getParent());
    }

    @Test
    void aMissingDirectoryIsRefused() {
        Path lost = file.resolveSibling("missing").resolve("tracker.db");
        refused(lost, "there is no directory for the database " + lost);
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndKept() throws IOException {
        Files.writeString(file, "This is a letter, and not a database.");
        refused(file, "not a SQLite database: " + file);
        assertThat(file).hasContent("This is a letter, and not a database.");
        assertThat(directory).isDirectoryNotContaining("glob:**.lock");
    }

    @Test
    void aFileThatCannotBeWrittenIsRefused() throws IOException {
        Files.createFile(file);
        assertThat(file.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(file), "root may write everything");
        refused(file, "the database cannot be written: " + file);
    }

    @Test
    void aDatabaseOfTheReferenceIsRefusedWithAdvice() throws SQLException {
        run("create table pipelines (id text primary key, definition_json text)", "create table tasks (id text)");
        refused(file, "the database was made by another nullTickets; copy it with `nulltickets import`: " + file);
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefusedAndKept() throws SQLException, IOException {
        run("create table recipes (id text)");
        byte[] before = Files.readAllBytes(file);
        refused(file, "the database belongs to another program: " + file);
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aDatabaseOfANewerVersionIsRefused() throws SQLException {
        open(file).close();
        run("insert into flyway_schema_history select 99, '99', 'future', 'SQL', 'V99__future.sql', 1, installed_by,"
                + " installed_on, 1, 1 from flyway_schema_history where version = '1'");
        refused(file, "the database was made by a newer version of this program: " + file);
    }

    @Test
    void aFirstStartThatWasCutShortIsFinished() throws SQLException {
        open(file).close();
        Path cut = file.resolveSibling("cut.db");
        run("vacuum into '" + cut + "'");
        open(cut).close();
        Path begun = file.resolveSibling("begun.db");
        try (Connection connection = new SQLiteConfig().createConnection(Connections.url(begun));
                Statement statement = connection.createStatement()) {
            statement.execute("attach '" + file + "' as whole");
            statement.execute(
                    "create table flyway_schema_history as select * from whole.flyway_schema_history limit 0");
        }
        open(begun).close();
    }

    @Test
    void anOldSqliteIsRefused() {
        Schema.checkVersion("3.51.3");
        Schema.checkVersion("3.54.1");
        assertThatThrownBy(() -> Schema.checkVersion("3.51.2"))
                .isInstanceOf(StoreException.class)
                .hasMessage("SQLite 3.51.3 or newer is needed, but this is 3.51.2");
        assertThatThrownBy(() -> Schema.checkVersion("3.9.0")).isInstanceOf(StoreException.class);
    }

    @Test
    void aRefusalLeavesTheDatabaseUnlocked() throws IOException {
        Files.writeString(file, "no database");
        refused(file, "not a SQLite database: " + file);
        Files.delete(file);
        open(file).close();
    }

    @Test
    void aFileNameThatTheDriverWouldMisreadIsRefused() {
        Path odd = file.resolveSibling("a?b.db");
        refused(odd, "the path of the database must not contain a '?': " + odd);
    }

    @Test
    void aDatabaseWithoutALogIsRefused() {
        SqliteSettings settings = SqliteSettings.of(Path.of(""));
        // In memory, where SQLite keeps no log, whatever it is asked for.
        Connections connections = new Connections(Path.of(":memory:"), settings);
        assertThatThrownBy(connections::writer)
                .isInstanceOf(SQLException.class)
                .hasMessage("it cannot keep a write-ahead log here, only: memory");
    }

    @Test
    void anErrorWhileOpeningLeavesNothingBehind() {
        DatabaseLock lock = DatabaseLock.acquire(file);
        Schema.migrate(file);
        Connections connections = new Connections(file, SqliteSettings.of(file));
        OutOfMemoryError error = new OutOfMemoryError("none left");
        List<Connection> opened = new ArrayList<>();
        assertThatThrownBy(() -> SqliteStore.start(
                        () -> new Statements(() -> {
                            opened.add(connections.writer());
                            return opened.getFirst();
                        }),
                        () -> {
                            throw error;
                        },
                        SqliteSettings.of(file),
                        lock))
                .isSameAs(error);
        assertThat(opened)
                .singleElement()
                .satisfies(one -> assertThat(one.isClosed()).isTrue());
        lock.close();
    }

    private static TrackerStore open(Path path) {
        return Sqlite.open(SqliteSettings.of(path));
    }

    private static void refused(Path path, String message) {
        assertThatThrownBy(() -> open(path)).isInstanceOf(StoreException.class).hasMessage(message);
    }

    private void run(String... lines) throws SQLException {
        try (Connection connection = new SQLiteConfig().createConnection(Connections.url(file));
                Statement statement = connection.createStatement()) {
            for (String line : lines) {
                statement.execute(line);
            }
        }
    }
}
