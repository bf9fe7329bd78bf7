package io.broadcasthub.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A line that counts, on standard error while that is a terminal. Any thread. */
final class Progress {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrintWriter err;
    private final boolean visible;
    private final long start = System.nanoTime();
    private long shownAt = start;
    private long count;

    Progress(PrintWriter err) {
        this(err, isTerminal());
    }

    Progress(PrintWriter err, boolean visible) {
        this.err = err;
        this.visible = visible;
    }

    synchronized void step() {
        count++;
        long now = System.nanoTime();
        if (visible && now - shownAt >= INTERVAL) {
            shownAt = now;
            show(now);
        }
    }

    /** Shows the final count. */
    synchronized void end() {
        if (visible) {
            show(System.nanoTime());
            err.println();
            err.flush();
        }
    }

    /** Makes room for another line. */
    synchronized void clear() {
        if (visible) {
            err.print("\r\u001b[K");
        }
    }

    private void show(long now) {
        long perSecond = Math.round(count * 1e9 / Math.max(1, now - start));
        err.print(String.format(Locale.ROOT, "\r\u001b[K%,d published, %,d/s", count, perSecond));
        err.flush();
    }

    /** Not {@code System.console}: it tells of standard input and output together, and here the former is a pipe. */
    static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // a system without /proc does without the line
        }
    }
}
