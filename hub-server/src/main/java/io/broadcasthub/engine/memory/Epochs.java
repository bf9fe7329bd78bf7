package io.broadcasthub.engine.memory;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** Names incarnations of logs: a random part for this process, so that restarts differ, and a count. */
final class Epochs {
    private final String seed;
    private final AtomicLong count = new AtomicLong();

    Epochs() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        seed = Base64.getUrlEncoder().encodeToString(random);
    }

    String next() {
        return seed + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
    }
}
