package io.broadcasthub.diagnostics;

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

    /** Opened and not closed. */
    public long open() {
        long gone = closed.get();
        return opened.get() - gone;
    }
}
