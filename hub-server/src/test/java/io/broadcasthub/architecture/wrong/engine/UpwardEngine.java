package io.broadcasthub.architecture.wrong.engine;

import io.broadcasthub.architecture.wrong.session.Session;
import java.util.Timer;

/** An engine that knows sessions, reads the clock and the environment, sleeps and has a timer. */
public final class UpwardEngine {
    private final Timer timer = new Timer();

    public long publish(Session session) throws InterruptedException {
        Thread.sleep(0, 1);
        timer.purge();
        session.end();
        return System.getenv("HOME").length() + System.nanoTime();
    }
}
