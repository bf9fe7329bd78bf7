package io.broadcasthub.bench.leaks;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.server.AuditPage;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server second by second what its audit of itself finds, while clients come, stay, go and it restarts; on a thread
 * of its own. Nothing of servers that have no audit.
 */
final class Audits implements AutoCloseable {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);
    /** What a client causes and takes with it. Topics stay for as long as their history does. */
    private static final List<String> OF_CLIENTS = List.of(
            "connections",
            "streams",
            "cursors",
            "cursors of sessions",
            "loop topics",
            "timers",
            "encoded runs",
            "run bytes",
            "sockets");

    private final Subject subject;
    private final Thread thread;
    private final @Nullable AuditPage before;
    private final Set<String> mismatches = new LinkedHashSet<>();
    private long looks;
    private volatile boolean stopped;

    /**
     * Looks for the first time, before there are clients, and goes on.
     *
     * @throws IOException also if the audit does not count all that clients have: what is not there is never left
     */
    Audits(Subject subject) throws IOException {
        this.subject = subject;
        this.before = subject.audit();
        if (before != null && !before.held().keySet().containsAll(OF_CLIENTS)) {
            throw new IOException("the audit counts " + before.held().keySet() + ", of " + OF_CLIENTS);
        }
        this.thread = new Thread(this::run, "bench-audits");
        thread.setDaemon(true);
        if (before != null) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                try {
                    look();
                } catch (IOException e) {
                    // it is away for a restart; the last look, which must succeed, is not here
                }
                Notes.pause(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look more, by the caller's thread; null where there is no audit. */
    @Nullable
    AuditPage look() throws IOException {
        AuditPage page = subject.audit();
        if (page != null) {
            synchronized (this) {
                looks++;
                mismatches.addAll(page.mismatches());
            }
        }
        return page;
    }

    /** How often it was looked at; 0 where there is no audit. */
    synchronized long looks() {
        return looks;
    }

    /** Whatever was found, once each. */
    synchronized Set<String> mismatches() {
        return new LinkedHashSet<>(mismatches);
    }

    /**
     * After everyone went: what clients had that is still there, waiting a little for it to go.
     *
     * @return how many of each kind; empty if nothing, or where there is no audit
     */
    Map<String, Long> left(Duration patience) throws IOException, InterruptedException {
        close();
        long limit = System.nanoTime() + patience.toNanos();
        Map<String, Long> left = beyond(look());
        while (!left.isEmpty() && System.nanoTime() - limit < 0) {
            Notes.pause(INTERVAL / 4);
            left = beyond(look());
        }
        return left;
    }

    private Map<String, Long> beyond(@Nullable AuditPage now) {
        Map<String, Long> more = new TreeMap<>();
        if (before != null && now != null) {
            for (String kind : OF_CLIENTS) {
                long count = now.held().getOrDefault(kind, 0L) - before.held().getOrDefault(kind, 0L);
                if (count > 0) {
                    more.put(kind, count);
                }
            }
        }
        return more;
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(Subject.PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
