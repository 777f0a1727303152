package dev.nulltickets.app;

import dev.nulltickets.http.HttpServer;
import dev.nulltickets.persistence.PostgresAddress;
import dev.nulltickets.persistence.Sqlite;
import java.util.stream.Stream;

/**
 * Load the parts of a server while the command line is still being read: most of what a start does is to load classes,
 * which another core can do meanwhile. There is one in a process, as there is one set of classes.
 */
final class HeadStart {
    private static final Thread STORE = thread("nulltickets-load-store", Sqlite::warmUp);
    private static final Thread HTTP = thread("nulltickets-load-http", HttpServer::warmUp);

    private HeadStart() {}

    /** Begin to load, if the arguments look like those of a server. If they turn out to be others, nothing is lost. */
    static void begin(String... arguments) {
        if (arguments.length == 0 || arguments[0].equals("serve") || isSetting(arguments[0])) {
            if (Stream.of(arguments).noneMatch(HeadStart::namesAServer)) {
                STORE.start();
            }
            HTTP.start();
        }
    }

    /** Wait until a store can be opened. Two threads that load the same may wait for each other for ever. */
    static void awaitStore() {
        await(STORE);
    }

    /** Wait until a server can be started. */
    static void awaitHttp() {
        await(HTTP);
    }

    private static boolean namesAServer(String argument) {
        return PostgresAddress.isMeant(argument.substring(argument.indexOf('=') + 1));
    }

    private static boolean isSetting(String argument) {
        return Settings.ALL.stream().anyMatch(setting -> argument.startsWith(setting.flag()));
    }

    private static Thread thread(String name, Runnable load) {
        return Thread.ofPlatform().daemon().name(name).unstarted(load);
    }

    /** A thread that was never started has ended, as far as this goes. */
    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
