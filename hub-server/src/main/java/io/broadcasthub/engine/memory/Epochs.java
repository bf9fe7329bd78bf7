package io.broadcasthub.engine.memory;

import io.broadcasthub.log.Epoch;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** Names incarnations of logs: a random part for this process, so that restarts differ, and a count. */
final class Epochs {
    private static final int SEED_BYTES = Epoch.SEED_LENGTH * 3 / 4;

    private final RandomGenerator names;
    private final AtomicReference<Epoch> latest;

    /** @param names makes names that no other process has made */
    Epochs(RandomGenerator names) {
        this(names, 0);
    }

    Epochs(RandomGenerator names, int count) {
        this.names = names;
        this.latest = new AtomicReference<>(new Epoch(seed(), count));
    }

    Epoch next() {
        return latest.updateAndGet(last ->
                last.number() == Integer.MAX_VALUE ? new Epoch(seed(), 1) : new Epoch(last.seed(), last.number() + 1));
    }

    private String seed() {
        byte[] random = new byte[SEED_BYTES];
        names.nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }
}
