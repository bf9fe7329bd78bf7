package io.broadcasthub.bench.torture;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.server.RestartableHub;
import io.broadcasthub.bench.torture.check.HubWatch;
import io.broadcasthub.bench.torture.check.LogWatch;
import io.broadcasthub.bench.torture.check.Outages;
import io.broadcasthub.bench.torture.check.Standstill;
import io.broadcasthub.bench.torture.check.Violations;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks at the hub all along, on a thread of its own. What it looks with is also used by the run, under its lock. */
final class Watcher implements AutoCloseable {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private final RestartableHub hub;
    private final Outages outages;
    private final Violations violations;
    private final HubWatch watch;
    private final LogWatch log;
    private final Standstill publishing;
    private final LongSupplier acknowledged;
    private final Thread thread;
    private volatile boolean calm;
    private volatile boolean quiet;
    private volatile boolean stopped;

    /** @param acknowledged messages of the witnesses that the hub has acknowledged */
    Watcher(RestartableHub hub, Outages outages, Violations violations, LongSupplier acknowledged) {
        this.hub = hub;
        this.outages = outages;
        this.violations = violations;
        this.acknowledged = acknowledged;
        watch = new HubWatch(TorturePlan.PATIENCE, outages, violations);
        log = new LogWatch(violations);
        publishing = new Standstill("acknowledged messages", STANDSTILL, System.nanoTime(), violations);
        thread = new Thread(this::run, "torture-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!stopped) {
                look();
                Notes.pause(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            violations.add("nobody watches any more", e.toString());
        }
    }

    private synchronized void look() throws IOException {
        long now = System.nanoTime();
        boolean away = outages.since(now);
        publishing.look(acknowledged.getAsLong(), now, away || quiet);
        if (!away) {
            watch.look(hub.admin(), calm);
            log.look(hub.log());
        }
    }

    /** Whether nobody floods the hub, so that it must be ready. */
    void calm(boolean value) {
        calm = value;
    }

    /** Nobody publishes any more: the hub is only waited for to let go of everything, which takes as long as it keeps history. */
    void everyoneLeaves() {
        calm = true;
        quiet = true;
    }

    /** The last look at the log of a process that has ended. */
    synchronized void ended() throws IOException {
        log.look(hub.log());
        log.begin();
    }

    /** At the end. */
    synchronized long judge() {
        watch.judge();
        return watch.looks();
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(TorturePlan.PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
