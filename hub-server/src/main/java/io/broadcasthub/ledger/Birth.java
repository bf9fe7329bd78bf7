package io.broadcasthub.ledger;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where something was created; taken for a sample only, since a stack costs microseconds.
 *
 * @param what its name when it was created
 * @param atNanos of the hub's ticker
 */
public record Birth(Kind kind, String what, long atNanos, List<StackTraceElement> stack) {
    private static final int FRAMES = 24;

    /** Of what is created on this thread now. */
    static Birth here(Kind kind, String what, long now) {
        return new Birth(kind, what, now, List.of(new Throwable().getStackTrace()));
    }

    /** The stack, one frame a line, innermost first. */
    public String trace() {
        return stack.stream().limit(FRAMES).map(StackTraceElement::toString).collect(Collectors.joining("\n"));
    }
}
