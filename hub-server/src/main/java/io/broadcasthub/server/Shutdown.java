package io.broadcasthub.server;

import io.broadcasthub.concurrent.Threads;
import io.broadcasthub.config.DrainConfig;
import io.broadcasthub.session.SessionLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The orderly end of a hub, in the reverse order of its beginning. */
final class Shutdown {
    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);
    private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(10);

    private final Wiring wiring;
    private final Listener publicListener;
    private final Listener adminListener;
    private final DrainConfig config;

    Shutdown(Wiring wiring, Listener publicListener, Listener adminListener, DrainConfig config) {
        this.wiring = wiring;
        this.publicListener = publicListener;
        this.adminListener = adminListener;
        this.config = config;
    }

    /**
     * Blocks until nothing is left.
     *
     * @throws IllegalStateException if a step failed; the others were taken all the same
     */
    void run() {
        wiring.health.draining();
        Steps steps = new Steps();
        Drain drain = new Drain(
                wiring.loops,
                wiring.admission,
                config,
                wiring.platform.environment().jitter());
        steps.take("wait for load balancers", () -> threads(wiring).await(drain.grace()));
        steps.take("close the public listener", publicListener::close);
        steps.take("send clients away", () -> threads(wiring).await(drain.sendAway()));
        steps.take("close the admin listener", adminListener::close);
        steps.take("cut off connections", () -> threads(wiring).await(drain.cutOff()));
        release(wiring, steps);
        steps.end();
    }

    /** Ends everything but the listeners. Blocks, so never on one of the loops it ends. */
    static void release(Wiring wiring) {
        Steps steps = new Steps();
        release(wiring, steps);
        steps.end();
    }

    private static void release(Wiring wiring, Steps steps) {
        steps.take("end audits", wiring.audits::close);
        steps.take("end a profile under way", wiring.profiler::close);
        steps.take("end the sweeps", () -> threads(wiring).await(wiring.loops.onEach(SessionLoop::stop)));
        steps.take("end background tasks", wiring.background::close);
        wiring.routine.end();
        steps.take("give up interests", wiring.directory::releaseIdle);
        steps.take("close the engine", () -> close(wiring));
        steps.take("end the loops", wiring::endLoops);
        steps.take("look for tasks that go on", () -> nothingGoesOn(wiring));
    }

    /** What is ended has its step above; this finds what should have had one. */
    private static void nothingGoesOn(Wiring wiring) {
        List<String> left = TaskAudit.left(threads(wiring));
        if (!left.isEmpty()) {
            throw new IllegalStateException("tasks go on after the hub's end: " + left);
        }
    }

    /** The engine has deadlines of its own; this one is for an engine that breaks its word. */
    private static void close(Wiring wiring) {
        try {
            threads(wiring).await(wiring.engine.close(), ENGINE_PATIENCE);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the engine did not end in time", e);
        }
    }

    private static Threads threads(Wiring wiring) {
        return wiring.platform.environment().threads();
    }

    /** Takes every step, whatever becomes of those before it. */
    private static final class Steps {
        private @Nullable Throwable failure;

        void take(String what, Runnable action) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                log.atError().addKeyValue("step", what).setCause(e).log("a step of stopping failed; going on");
                failure = failure == null ? e : failure;
            }
        }

        void end() {
            if (failure != null) {
                throw new IllegalStateException("the hub did not stop in order; its log says what failed", failure);
            }
        }
    }
}
