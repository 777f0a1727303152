package dev.nulltickets.persistence;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;

/** Find every statement that the adapter runs: the constants of its classes. */
final class Registered {
    private Registered() {}

    /** Return the statements that SQLite runs. */
    static Map<String, Sql> onSqlite() {
        return without("Postgres.*|TsvectorWords|FigureChanges");
    }

    /** Return the statements that PostgreSQL runs. */
    static Map<String, Sql> onPostgres() {
        return without("Reader|Writer|Fts5Words");
    }

    private static Map<String, Sql> without(String classes) {
        Map<String, Sql> statements = statements();
        statements.keySet().removeIf(name -> name.matches("(" + classes + ")\\..*"));
        return statements;
    }

    /** Return the statements by the names of their constants, such as {@code TaskTable.BEST}. */
    static Map<String, Sql> statements() {
        Map<String, Sql> statements = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(Registered.class.getPackageName())) {
            for (JavaField field : type.getFields()) {
                if (field.getRawType().isEquivalentTo(Sql.class)
                        && field.getModifiers().contains(JavaModifier.STATIC)) {
                    statements.put(type.getSimpleName() + "." + field.getName(), value(field.reflect()));
                }
            }
        }
        return statements;
    }

    private static Sql value(Field constant) {
        try {
            constant.setAccessible(true);
            return (Sql) constant.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
