package dev.nulltickets.bench;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Say what agents work on.
 *
 * @param roles how many roles there are
 * @param pipelines how many pipelines, which are spread over the roles
 * @param limited whether claims carry a {@code per_state} limit of one lease in the stage {@link #CLOSED}
 */
record Shape(int roles, int pipelines, boolean limited) {
    /** One role, one pipeline. */
    static final Shape PLAIN = new Shape(1, 1, false);

    /**
     * How often a claim is tried again that finds nothing, though there is something: where transactions run beside
     * each other, the others may hold all that it could see when it looked.
     */
    static final int MOST_CLAIMS = 20;

    static final String TRIGGER = "finish";
    static final String CLOSED = "closed";
    static final String TITLE = "Find out why the nightly build fails";
    static final String DESCRIPTION =
            "The build of the main branch has failed since yesterday. Read its log, find the first failure, and say why.";
    static final String METADATA = "{\"repository\":\"example/service\",\"branch\":\"main\",\"labels\":[\"build\"]}";
    static final String EVENT_KIND = "progress";
    static final String EVENT_DATA =
            "{\"percent\":50,\"note\":\"the log is read; the failure is in the third module\"}";

    Shape {
        if (roles < 1 || pipelines < roles) {
            throw new IllegalArgumentException("there must be a role, and a pipeline for each");
        }
    }

    /** Return the name of a role; the first is the one that backlogs are for. */
    static String role(int number) {
        return "coder-" + number;
    }

    /** Return a definition whose stages are all worked by one role. */
    static String definition(String role) {
        return """
                {"initial":"todo",\
                "states":{"todo":{"agent_role":"%1$s"},"closed":{"agent_role":"%1$s"},"done":{"terminal":true}},\
                "transitions":[{"from":"todo","to":"done","trigger":"finish"},\
                {"from":"closed","to":"done","trigger":"finish"}]}""".formatted(role);
    }

    /**
     * Make the pipelines.
     *
     * @param create makes one by its name and definition, and returns its id
     */
    List<Lane> lanes(BiFunction<String, String, String> create) {
        String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        return IntStream.range(0, pipelines)
                .mapToObj(number -> {
                    String role = role(number % roles);
                    return new Lane(role, create.apply("bench-" + run + "-" + number, definition(role)));
                })
                .toList();
    }
}
