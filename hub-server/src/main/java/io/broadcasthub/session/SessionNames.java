package io.broadcasthub.session;

import io.broadcasthub.concurrent.AnyThread;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Names sessions, uniquely across restarts: a random part for the process, then a number. */
@AnyThread
public final class SessionNames {
    private final String process = Long.toString(new SecureRandom().nextLong() & 0xffff_ffffL, Character.MAX_RADIX);
    private final AtomicLong next = new AtomicLong();

    long nextNumber() {
        return next.incrementAndGet();
    }

    String name(long number) {
        return process + '-' + Long.toString(number, Character.MAX_RADIX);
    }
}
