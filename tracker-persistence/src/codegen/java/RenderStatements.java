import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Render every statement of the compiled adapter in every dialect, into a file for each dialect, beside the classes.
 *
 * <p>Arguments: the directory of the classes, the package. The classes are looked at by reflection, because they show
 * nothing of this to others.
 */
public final class RenderStatements {

    private RenderStatements() {}

    public static void main(String[] arguments) throws Exception {
        Path classes = Path.of(arguments[0], arguments[1].split("\\."));
        List<Object> statements = new ArrayList<>();
        Class<?> sql = Class.forName(arguments[1] + ".Sql");
        for (String type : typesIn(classes)) {
            for (Field field : Class.forName(arguments[1] + "." + type).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == sql) {
                    field.setAccessible(true);
                    statements.add(requireNonNull(field.get(null)));
                }
            }
        }
        for (Object dialect : dialects(arguments[1])) {
            write(classes, Class.forName(arguments[1] + ".Dialect"), dialect, statements);
        }
    }

    private static void write(Path classes, Class<?> type, Object dialect, List<Object> statements) throws Exception {
        Map<String, String> texts = new TreeMap<>();
        for (Object statement : statements) {
            String name = (String) call(statement, "name");
            Method text = statement.getClass().getDeclaredMethod("text", type);
            text.setAccessible(true);
            if (!name.isEmpty() && texts.put(name, (String) text.invoke(statement, dialect)) != null) {
                throw new IllegalStateException("two statements have one name: " + name);
            }
        }
        StringBuilder file = new StringBuilder();
        texts.forEach((name, text) ->
                file.append("-- ").append(name).append('\n').append(text).append('\n'));
        Files.writeString(classes.resolve(call(dialect, "label") + ".sql"), file);
    }

    private static List<Object> dialects(String inPackage) throws Exception {
        List<Object> dialects = new ArrayList<>(
                List.of(Class.forName(inPackage + ".PostgresDialect").getEnumConstants()));
        Field sqlite = Class.forName(inPackage + ".SqliteDialect").getDeclaredField("INSTANCE");
        sqlite.setAccessible(true);
        dialects.add(sqlite.get(null));
        return dialects;
    }

    private static Object call(Object object, String method) throws Exception {
        Method found = object.getClass().getDeclaredMethod(method);
        found.setAccessible(true);
        return found.invoke(object);
    }

    private static List<String> typesIn(Path classes) throws IOException {
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
    }
}
