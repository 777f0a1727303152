package dev.nulltickets.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that the benchmarks which start a server start the packaged one. */
class PackagedServerIT {
    private static final String SERVER =
            Path.of(System.getProperty("nulltickets.dist"), "nulltickets.jar").toString();
    private static final List<String> TINY =
            List.of("--warmup", "0", "--seconds", "0.3", "--callers", "2", "--server", SERVER);

    @TempDir
    private Path directory;

    @Test
    void aServerIsStartedAndMeasured() throws IOException {
        run(List.of("start"), "start", "--times", "1");
    }

    @Test
    void aServerIsLoadedForLong() throws IOException {
        run(List.of("intervals"), "soak", "--intervals", "2");
    }

    private void run(List<String> tables, String command, String option, String value) throws IOException {
        String runs = directory.resolve("runs").toString();
        List<String> arguments = new ArrayList<>(List.of(command, option, value, "--directory", runs));
        arguments.addAll(TINY);
        new Harness(directory).expectTables(tables, arguments.toArray(String[]::new));
    }
}
