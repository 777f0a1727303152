package dev.nulltickets.app;

import java.io.PrintWriter;

/**
 * Run the program that the command line asks for.
 *
 * <p>The process ends with one of these statuses:
 *
 * <ul>
 *   <li>0: all went well.
 *   <li>1: the program could not do its work; one line on stderr says why.
 *   <li>2: the command line is wrong; one line on stderr says how.
 *   <li>143 after SIGTERM and 130 after Ctrl-C, as the JVM does it: the server has then answered the requests that were
 *       under way, and let go of its database.
 * </ul>
 *
 * <p>This class knows nothing of the parser, so that most servers start without it.
 */
public final class Main {
    static final String HINT = " (--help shows what is allowed)";

    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private Main() {}

    /**
     * Run the command that the arguments name, and exit with its status.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Logging.configure();
        HeadStart.begin(arguments);
        System.exit(PlainOptions.of(arguments)
                .map(Main::serve)
                .orElseGet(() -> RootCommand.commandLine().execute(arguments)));
    }

    /** Serve, without the parser and what it would do about failures. */
    private static int serve(PlainOptions options) {
        Diagnostics diagnostics = new Diagnostics(new PrintWriter(System.err, true, System.err.charset()));
        try {
            Server.of(options, diagnostics).runUntilStopped();
            return 0;
        } catch (StartFailure expected) {
            diagnostics.failure(expected.getMessage());
            return FAILED;
        } catch (PlainOptions.WrongUsage wrong) {
            diagnostics.failure(wrong.getMessage() + HINT);
            return WRONG;
        }
    }
}
