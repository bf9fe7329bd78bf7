package io.broadcasthub.log;

import java.util.concurrent.atomic.AtomicLong;

/** What all logs of a node, and what belongs to them, hold together; the engine holds it against the budget. Wait-free. */
public final class ByteMeter {
    private final AtomicLong total = new AtomicLong();

    /** Bytes held now; messages are counted by {@link Message#cost()}. */
    public long total() {
        return total.get();
    }

    /** Whoever holds more, or less, says so here. */
    public void add(long delta) {
        if (delta != 0) {
            total.addAndGet(delta);
        }
    }
}
