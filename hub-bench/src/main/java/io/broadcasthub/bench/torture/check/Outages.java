package io.broadcasthub.bench.torture.check;

/** When there is no hub because we ended it: the only excuse for connections that break. Any thread. */
public final class Outages {
    private boolean now;
    private boolean any;
    private long lastEnd;

    /** Before the hub is ended. */
    public synchronized void begin() {
        now = true;
    }

    /** Once it accepts connections again. */
    public synchronized void end() {
        now = false;
        any = true;
        lastEnd = System.nanoTime();
    }

    /** Whether there was one, in part at least, since a moment of {@link System#nanoTime}. */
    public synchronized boolean since(long moment) {
        return now || (any && lastEnd - moment >= 0);
    }
}
