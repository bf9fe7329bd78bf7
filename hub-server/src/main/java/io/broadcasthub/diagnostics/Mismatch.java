package io.broadcasthub.diagnostics;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that is there and should not be, or the other way round.
 *
 * @param key the same for the same thing at each look
 * @param equation name of the equation it breaks
 * @param what it is, for people
 * @param age of the thing, where that is known
 * @param created where it was created, if it is in the ledger's sample
 */
public record Mismatch(
        String key,
        String equation,
        String where,
        String what,
        @Nullable Duration age,
        @Nullable String created) {
    /** Of the equation, as {@link Equation#place()}. */
    String place() {
        return equation + '@' + where;
    }
}
