package io.broadcasthub.protocol;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a property with many seeded generators. {@code -Dseed=n} repeats the one run that a failure names. */
final class Seeds {
    private static final Long ONLY = Long.getLong("seed");

    private Seeds() {}

    static void each(int runs, Consumer<Random> property) {
        long first = ONLY == null ? 1 : ONLY;
        long last = ONLY == null ? runs : ONLY;
        for (long seed = first; seed <= last; seed++) {
            try {
                property.accept(new Random(seed));
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                throw new AssertionError("with -Dseed=" + seed + ": " + e, e);
            }
        }
    }
}
