package io.broadcasthub.log;

import java.util.concurrent.atomic.AtomicLong;

/** What all logs of a node hold together. Logs report to it; the engine holds it against the budget. Wait-free. */
public final class ByteMeter {
    private final AtomicLong total = new AtomicLong();

    /** Bytes held now, counted by {@link Message#cost()}. */
    public long total() {
        return total.get();
    }

    void add(long delta) {
        if (delta != 0) {
            total.addAndGet(delta);
        }
    }
}
