import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Generate jOOQ's classes from the migrations: migrate an empty SQLite database, then read its schema. Beside them
 * comes a list of the migrations, as Flyway itself has recorded them.
 *
 * <p>Arguments: the migrations, a scratch directory, the source directory to write, the package of the classes. Nothing
 * happens if neither the migrations nor this program have changed since the last run. The working directory is the
 * module's.
 */
public final class GenerateJooq {

    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private GenerateJooq() {}

    public static void main(String[] arguments) throws Exception {
        Path migrations = Path.of(arguments[0]);
        Path scratch = Files.createDirectories(Path.of(arguments[1]));
        Path sources = Path.of(arguments[2]);
        String targetPackage = arguments[3];

        Path stamp = scratch.resolve("generated-from");
        String fingerprint = fingerprint(migrations);
        if (Files.exists(sources)
                && Files.exists(stamp)
                && Files.readString(stamp).equals(fingerprint)) {
            return;
        }
        FLYWAY.setLevel(Level.WARNING);
        String url = "jdbc:sqlite:" + fresh(scratch.resolve("schema.db"));
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("filesystem:" + migrations)
                .load()
                .migrate();
        GenerationTool.generate(configuration(url, sources, targetPackage));
        writeMigrations(url, sources, targetPackage); // Last, because the generator deletes what it does not know.
        Files.writeString(stamp, fingerprint);
    }

    private static void writeMigrations(String url, Path sources, String targetPackage) throws Exception {
        List<String> migrations = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet applied = connection
                        .createStatement()
                        .executeQuery("select version, checksum from flyway_schema_history order by installed_rank")) {
            while (applied.next()) {
                migrations.add("            \"%s:%d\"".formatted(applied.getString(1), applied.getInt(2)));
            }
        }
        Files.writeString(sources.resolve(targetPackage.replace('.', '/')).resolve("Migrations.java"), """
                package %s;

                import java.util.List;

                /** List the migrations that make the schema: version and checksum, in order. */
                public final class Migrations {
                    public static final List<String> ALL = List.of(
                %s);

                    private Migrations() {}
                }
                """.formatted(
                        targetPackage, String.join(",\n", migrations)));
    }

    private static Configuration configuration(String url, Path sources, String targetPackage) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc().withDriver("org.sqlite.JDBC").withUrl(url))
                .withGenerator(new Generator()
                        .withDatabase(database())
                        .withGenerate(new Generate()
                                .withRecords(true)
                                .withPojos(false)
                                .withDaos(false)
                                .withGeneratedAnnotation(false))
                        .withTarget(new Target().withPackageName(targetPackage).withDirectory(sources.toString())));
    }

    private static Database database() {
        return new Database()
                .withName("org.jooq.meta.sqlite.SQLiteDatabase")
                .withIncludes(".*")
                .withExcludes("flyway_schema_history|sqlite_.*|.*_fts.*")
                // SQLite's INTEGER has 64 bits, and jOOQ reads 32 into it.
                .withForcedTypes(new ForcedType().withName("BIGINT").withIncludeTypes("INTEGER|INT"));
    }

    private static Path fresh(Path database) throws IOException {
        Files.deleteIfExists(database);
        return database;
    }

    private static String fingerprint(Path migrations) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(System.getProperty("java.class.path").getBytes(UTF_8));
        for (Path directory : List.of(migrations, Path.of("src", "codegen"))) {
            for (Path file : filesBelow(directory)) {
                digest.update(file.toString().getBytes(UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
