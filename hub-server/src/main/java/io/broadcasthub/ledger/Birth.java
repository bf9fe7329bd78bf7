package io.broadcasthub.ledger;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where something was created; taken for a sample only, since a stack costs microseconds.
 *
 * @param what its name when it was created
 * @param atNanos of the hub's ticker
 * @param frames the stack, innermost first; made readable for who asks, as that costs more than to take it
 */
public record Birth(Kind kind, String what, long atNanos, Supplier<List<StackTraceElement>> frames) {
    private static final int FRAMES = 24;

    /** Of what is created on this thread now. */
    static Birth here(Kind kind, String what, long now) {
        Throwable here = new Throwable();
        return new Birth(kind, what, now, () -> List.of(here.getStackTrace()));
    }

    /** The stack, innermost first. */
    public List<StackTraceElement> stack() {
        return frames.get();
    }

    /** The stack, one frame a line, innermost first. */
    public String trace() {
        return stack().stream().limit(FRAMES).map(StackTraceElement::toString).collect(Collectors.joining("\n"));
    }
}
