package dev.nulltickets.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Hold settings that were given in one place, such as the environment, under the names they have there. */
sealed interface Source permits GivenOptions, PlainOptions, Environment, ConfigFile, InstallRequest {

    /** Return what is given for a setting, or null if nothing is. */
    @Nullable
    String text(Setting<?> setting) throws WrongValue;

    /** Return what a setting is called here. */
    String name(Setting<?> setting);

    /** Return what relative paths are relative to here. */
    Path base();

    /** Make the exception that ends the program because of what is given here. */
    RuntimeException wrong(String what);

    /** Return the value of a setting, or null if none is given. */
    default <T> @Nullable T value(Setting<T> setting) {
        try {
            String text = text(setting);
            return text == null ? null : setting.kind().parse(text, base());
        } catch (WrongValue wrong) {
            throw wrong(name(setting) + " " + wrong.getMessage());
        }
    }
}
