package dev.nulltickets.app;

/** Say what an agent does with a task that it has claimed. */
sealed interface DemoAct {

    /**
     * Work, and move the task on.
     *
     * @param found what the agent says about it, or empty
     */
    record Finish(String trigger, String found) implements DemoAct {}

    /** Work, pass the gate {@code tests_pass}, and move the task on. */
    record Submit() implements DemoAct {}

    /**
     * Fail the gate, see the transition refused, mend it, pass the gate, and move the task on.
     *
     * @param found what the tests say at first
     */
    record SubmitTwice(String found) implements DemoAct {}

    /** Work, and report a failure. */
    record Fail(String error) implements DemoAct {}

    /** Say nothing until the lease has run out. */
    record FallSilent() implements DemoAct {}
}
