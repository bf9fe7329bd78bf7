package io.broadcasthub.concurrent;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Where a hub's time, chance and threads come from. Nothing in the hub asks the system for these itself, so that a
 * simulation can give it others.
 *
 * @param nanoTicker nanoseconds that never go backwards, as {@link System#nanoTime()}; what all time-outs go by
 * @param clock the time of day, for what people and clients read
 * @param jitter spreads what would otherwise happen to many clients at once
 * @param names makes names that no other process has made
 */
public record Environment(
        LongSupplier nanoTicker, InstantSource clock, RandomGenerator jitter, RandomGenerator names, Threads threads) {
    /** What there is outside of tests. */
    public static Environment system() {
        return new Environment(
                System::nanoTime,
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextLong(),
                new SecureRandom(),
                new SystemThreads(System::nanoTime));
    }
}
