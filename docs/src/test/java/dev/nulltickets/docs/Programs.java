package dev.nulltickets.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compile programs that documents show, as their readers would, and with every warning an error.
 *
 * @param directory where sources and classes go
 */
record Programs(Path directory) {
    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");
    static final String CLASS_PATH = System.getProperty("java.class.path");

    /** Compile one program, and return the name of its class. */
    String compile(String source) throws IOException {
        Matcher name = CLASS.matcher(source);
        if (!name.find()) {
            throw new IllegalArgumentException("no class in: " + source);
        }
        Path file = directory.resolve(name.group(1) + ".java");
        Files.writeString(file, source);
        JavaCompiler compiler = requireNonNull(ToolProvider.getSystemJavaCompiler(), "this is no JDK");
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            boolean compiles = compiler.getTask(
                            messages, files, null, options(), null, files.getJavaFileObjects(file.toFile()))
                    .call();
            if (!compiles) {
                throw new AssertionError(messages);
            }
        }
        return name.group(1);
    }

    private List<String> options() {
        return List.of(
                "--release",
                "21",
                "-proc:none",
                "-Xlint:all,-path,-classfile",
                "-Werror",
                "-classpath",
                CLASS_PATH,
                "-d",
                directory.toString());
    }
}
