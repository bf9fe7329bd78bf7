package io.broadcasthub.engine.memory;

import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Names incarnations of logs: a random part for this process, so that restarts differ, and a count. */
final class Epochs {
    private final String seed;
    private final AtomicLong count = new AtomicLong();

    /** @param names makes names that no other process has made */
    Epochs(RandomGenerator names) {
        byte[] random = new byte[6];
        names.nextBytes(random);
        seed = Base64.getUrlEncoder().encodeToString(random);
    }

    String next() {
        return seed + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
    }
}
