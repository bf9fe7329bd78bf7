package io.broadcasthub.session;

import io.broadcasthub.concurrent.AnyThread;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Names sessions, uniquely across restarts: a random part for the process, then a number. */
@AnyThread
public final class SessionNames {
    private final String process;
    private final AtomicLong next = new AtomicLong();

    /** @param names makes names that no other process has made */
    public SessionNames(RandomGenerator names) {
        process = Long.toString(names.nextLong() & 0xffff_ffffL, Character.MAX_RADIX);
    }

    long nextNumber() {
        return next.incrementAndGet();
    }

    String name(long number) {
        return process + '-' + Long.toString(number, Character.MAX_RADIX);
    }
}
