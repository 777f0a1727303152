package dev.nulltickets.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Run commands in one bash, which reads them from its input line by line, as if they were pasted.
 *
 * @param directory where it runs
 */
record Shell(Path directory) {
    private static final String END = "--- end of block";

    /** Run blocks of commands, and return what each printed, with all that went to the standard error. */
    List<String> run(List<String> blocks) throws IOException, InterruptedException {
        Path input = directory.resolve("commands");
        StringBuilder commands = new StringBuilder("set -eu\n");
        blocks.forEach(block -> commands.append(block).append("printf '\\n%s\\n' '" + END + "'\n"));
        Files.writeString(input, commands);
        Process bash = new ProcessBuilder("bash", "--norc")
                .directory(directory.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(bash.getInputStream().readAllBytes(), UTF_8);
        int status = bash.waitFor();
        List<String> outputs = new ArrayList<>(List.of(printed.split(Pattern.quote("\n" + END + "\n"), -1)));
        String rest = outputs.removeLast();
        if (status != 0 || !rest.isEmpty() || outputs.size() != blocks.size()) {
            throw new AssertionError("bash ended with status " + status + " after: " + printed);
        }
        return outputs;
    }
}
