package io.broadcasthub.bench.progress;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits, and tells people meanwhile what is going on: one line on standard error, while that is a terminal. */
public final class Notes {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(500);

    private final PrintWriter err;
    private final boolean visible;

    public Notes(PrintWriter err, boolean visible) {
        this.err = err;
        this.visible = visible;
    }

    public void say(String text) {
        if (visible) {
            err.print("\r\u001b[K" + text);
            err.flush();
        }
    }

    /** Takes the line away. */
    public void clear() {
        say("");
    }

    /** Blocks until a moment of {@link System#nanoTime}. */
    public void waitUntil(long moment, Supplier<String> text) throws InterruptedException {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            if (visible) {
                say(text.get());
            }
            pause(Math.min(visible ? INTERVAL : left, left));
        }
    }

    public static void pause(long nanos) throws InterruptedException {
        if (new CountDownLatch(1).await(nanos, TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("nobody counts it down");
        }
    }
}
