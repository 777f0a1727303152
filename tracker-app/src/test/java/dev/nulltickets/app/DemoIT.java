package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches the demo from its first line to its last. */
class DemoIT {
    @TempDir
    Path directory;

    @Test
    void everyTaskEndsAsItsScriptSays() throws Exception {
        try (Program demo = Program.start(directory, "demo")) {
            assertThat(demo.status()).as(demo.err()).isZero();
            assertThat(demo.err()).isEmpty();
            assertThat(demo.out())
                    .contains("""
                             #  task                      stage  runs  how it went
                             1  Add a health endpoint     done      3  straight through
                             2  Page the task list        done      5  sent back by the review once
                             3  Fix the login redirect    done      3  tests red first, then green
                             4  Import old tickets        done      4  a lease ran out, another took over
                             5  Upgrade the TLS library   done      4  failed once, tried again
                             6  Catch the flaky test      stuck     3  given up after 2 failures
                             7  Write the release notes   done      3  waited for #1 and #2
                             8  Rotate the leaked key     done      3  went first
                            """)
                    .endsWith("Start a server of your own with:  ./nulltickets --db tickets.db\n");
            assertThat(demo.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
            assertThat(demo.out()).as("no colours in a file").doesNotContain("\u001b");
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aDemoThatIsStoppedLeavesNothingBehind() throws Exception {
        try (Program demo = Program.start(directory, "demo")) {
            demo.await(Pattern.compile("claims"));
            demo.terminate();
            assertThat(demo.status()).isEqualTo(143);
            assertThat(demo.err()).isEmpty();
            assertThat(demo.out()).doesNotContain("how it went");
        }
        assertThat(leftovers()).isEmpty();
    }

    private List<Path> leftovers() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("nulltickets-demo"))
                    .toList();
        }
    }
}
