package io.broadcasthub.bench.torture.witness;

import java.time.Duration;

/**
 * Who bears witness.
 *
 * @param ofAKind subscribers of each transport, of a topic and of a pattern
 * @param rate messages a second to them, all topics together
 * @param size bytes of a payload
 * @param kept how long the hub retains these messages at least
 * @param patience longest time without a word from the hub
 */
public record WitnessPlan(int ofAKind, double rate, int size, Duration kept, Duration patience) {
    /** Of the topics; the hub needs a rule for {@code witness.**} that retains for so long. */
    public static final String PREFIX = "witness.";
}
