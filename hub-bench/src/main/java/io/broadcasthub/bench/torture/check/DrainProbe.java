package io.broadcasthub.bench.torture.check;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.wire.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A load balancer's probe while a hub gets its SIGTERM: once it is not ready it does not become so again, and is alive all the
 * while. On a thread of its own, until nobody answers any more.
 */
public final class DrainProbe {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int OK = 200;

    private final Violations violations;
    private boolean draining;

    DrainProbe(Violations violations) {
        this.violations = violations;
    }

    /** Begins, before the signal. */
    public static Thread start(URI admin, Duration patience, Violations violations) {
        DrainProbe probe = new DrainProbe(violations);
        Thread thread = new Thread(() -> probe.run(admin, patience), "torture-drain");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void run(URI admin, Duration patience) {
        try {
            while (true) {
                ready(HttpConnection.once(admin, "GET", "/health/ready", patience));
                live(HttpConnection.once(admin, "GET", "/health/live", patience));
                Notes.pause(INTERVAL);
            }
        } catch (IOException e) {
            // it has ended
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void ready(HttpConnection.Answer answer) {
        boolean ready = answer.status() == OK;
        if (draining && ready) {
            violations.add("readiness", "ready again after it was draining");
        }
        draining |= answer.body().contains("draining");
    }

    void live(HttpConnection.Answer answer) {
        if (answer.status() != OK) {
            violations.add("not alive", "while it drains: " + answer.status() + " " + answer.body());
        }
    }
}
