package io.broadcasthub.ledger;

import io.broadcasthub.concurrent.AnyThread;
import java.util.concurrent.atomic.AtomicLong;

/** Openings and closings of what no single loop owns. */
@AnyThread
public final class SharedCount {
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();

    public void opened() {
        opened.incrementAndGet();
    }

    public void closed() {
        closed.incrementAndGet();
    }

    /** How often something was opened so far; two readings tell what came between. */
    public long openings() {
        return opened.get();
    }

    /** How often something was closed so far. */
    public long closings() {
        return closed.get();
    }

    /** Opened and not closed. */
    public long open() {
        long gone = closed.get();
        return opened.get() - gone;
    }
}
