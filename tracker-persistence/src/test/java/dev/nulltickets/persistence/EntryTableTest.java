package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.spi.EntryStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that entries and their text index keep step, and that whatever is looked for is an expression of FTS5. */
class EntryTableTest {
    @TempDir
    private Path directory;

    private Connection connection;
    private Statements statements;
    private EntryStore entries;

    @BeforeEach
    void open() throws SQLException {
        Path file = directory.resolve("entries.db");
        Schema.migrate(file);
        statements = new Statements(() -> connection = new Connections(file, SqliteSettings.of(file)).writer());
        entries = SqlTransaction.of(statements.enter(), new Changes(), Sequences.unused())
                .entries();
    }

    @AfterEach
    void close() {
        statements.close();
    }

    @Test
    void everyEntryHasOneRowInTheIndexAndNothingElseDoes() throws SQLException {
        put("notes", "one", "\"apple pear\"");
        put("notes", "two", "\"apple\"");
        put("plans", "one", "\"apple\"");
        put("notes", "one", "\"cherry\"");
        assertThat(indexed()).containsExactlyElementsOf(stored()).hasSize(3);
        assertThat(keys("pear")).isEmpty();
        assertThat(keys("cherry")).containsExactly("notes/one");

        assertThat(entries.delete("notes", "two")).isTrue();
        assertThat(indexed()).containsExactlyElementsOf(stored()).hasSize(2);
        assertThat(entries.deleteAll("notes")).isEqualTo(1);
        assertThat(indexed()).containsExactlyElementsOf(stored()).hasSize(1);
        put("notes", "one", "\"apple\"");
        assertThat(keys("apple")).containsExactlyInAnyOrder("notes/one", "plans/one");
        run("insert into entries_fts (entries_fts) values ('integrity-check')");
    }

    @Test
    void theLongestQueryIsAnExpression() {
        List<String> words = IntStream.range(0, EntrySearch.MOST_WORDS)
                .mapToObj(number -> "é".repeat(197) + (100 + number))
                .toList();
        EntrySearch search = new EntrySearch(words, "n".repeat(255), facets(100));
        assertThat(entries.search(search, 1000)).isEmpty();

        put("notes", "key", "\"" + "é".repeat(197) + "100 other\"");
        assertThat(keys("é".repeat(197) + "100")).containsExactly("notes/key");
    }

    @Test
    void wordsThatMeanSomethingToTheIndexAreWords() {
        put("notes", "one", "\"this AND that OR NOT near\"");
        put("notes", "two", "\"namespace key value places\"");
        for (String word : new String[] {"and", "or", "not", "near"}) {
            assertThat(keys(word)).containsExactly("notes/one");
        }
        assertThat(keys("places")).containsExactly("notes/two");
        for (String odd : new String[] {"\"", "a\"b", "a*", "^a", "a:b", "(", "a -b", "'", "{a}", "\\", "", " "}) {
            assertThat(entries.search(new EntrySearch(List.of(odd, "and"), odd, Set.of(odd)), 10))
                    .isEmpty();
        }
    }

    @Test
    void noWordOfAQueryIsTheNameOfAPlace() {
        put("ab", "key", "{\"n\":5}");
        String facet = EntrySearch.of("x").where("$.n", "5").facets().iterator().next();
        assertThat(keys("n6162")).isEmpty();
        assertThat(keys(facet)).isEmpty();
        assertThat(keys("\uE000n6162 key")).isEqualTo(keys("n6162 key")).isEmpty();
        assertThat(entries.search(EntrySearch.of("key").in("ab").where("$.n", "5"), 10))
                .hasSize(1);
    }

    @Test
    void whatHoldsTheWordInItsKeyComesFirst() {
        put("notes", "one", "\"some apple here\"");
        put("notes", "apple", "\"some text here\"");
        put("notes", "two", "\"an apple here\"");
        for (int number = 0; number < 10; number++) {
            put("notes", "other " + number, "\"some text here\"");
        }
        assertThat(keys("apple")).containsExactly("notes/apple", "notes/one", "notes/two");
    }

    private static Set<String> facets(int count) {
        return IntStream.range(0, count).mapToObj(number -> "f" + number).collect(Collectors.toSet());
    }

    private void put(String namespace, String key, String json) {
        Given.put(entries, namespace, key, json);
    }

    private List<String> keys(String query) {
        return entries.search(EntrySearch.of(query), 100).stream()
                .map((Entry entry) -> entry.namespace() + "/" + entry.key())
                .toList();
    }

    private List<Long> stored() throws SQLException {
        return numbers("select id from entries order by id");
    }

    private List<Long> indexed() throws SQLException {
        return numbers("select rowid from entries_fts order by rowid");
    }

    private List<Long> numbers(String query) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                numbers.add(result.getLong(1));
            }
        }
        return numbers;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
