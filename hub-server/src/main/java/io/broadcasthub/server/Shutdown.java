package io.broadcasthub.server;

import io.broadcasthub.concurrent.Threads;
import io.broadcasthub.config.DrainConfig;
import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.session.CloseReason;
import io.broadcasthub.session.Session;
import io.broadcasthub.session.SessionLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The orderly end of a hub, in the reverse order of its beginning. */
final class Shutdown {
    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);
    private static final String REASON = "the hub is restarting";
    private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(10);

    private final Wiring wiring;
    private final Listener publicListener;
    private final Listener adminListener;
    private final DrainConfig drain;

    Shutdown(Wiring wiring, Listener publicListener, Listener adminListener, DrainConfig drain) {
        this.wiring = wiring;
        this.publicListener = publicListener;
        this.adminListener = adminListener;
        this.drain = drain;
    }

    /**
     * Blocks until nothing is left.
     *
     * @throws IllegalStateException if a step failed; the others were taken all the same
     */
    void run() {
        wiring.health.draining();
        Steps steps = new Steps();
        steps.take("close the public listener", publicListener::close);
        steps.take("drain", this::drain);
        steps.take("close the admin listener", adminListener::close);
        steps.take(
                "cut off connections",
                () -> threads(wiring).await(wiring.loops.onEach(loop -> loop.forEach(Session::abort))));
        release(wiring, steps);
        steps.end();
    }

    private void drain() {
        CompletableFuture<Void> drained = wiring.admission.drain();
        threads(wiring).await(wiring.loops.onEach(loop -> loop.forEach(this::sayGoodbye)));
        try {
            threads(wiring).await(drained, drain.deadline());
        } catch (TimeoutException e) {
            log.atWarn()
                    .addKeyValue("connections", wiring.admission.open())
                    .log("not all connections ended in time; cutting them off");
        }
    }

    private void sayGoodbye(Session session) {
        if (session.admission() == wiring.admission) {
            session.close(reason());
        }
    }

    /** A moment of its own for each client, so that not all come back at once. */
    private CloseReason reason() {
        long millis =
                wiring.platform.environment().jitter().nextLong(drain.spread().toMillis() + 1);
        return new CloseReason(CloseCode.SERVICE_RESTART, REASON, Duration.ofMillis(millis));
    }

    /** Ends everything but the listeners. Blocks, so never on one of the loops it ends. */
    static void release(Wiring wiring) {
        Steps steps = new Steps();
        release(wiring, steps);
        steps.end();
    }

    private static void release(Wiring wiring, Steps steps) {
        steps.take("end audits", wiring.audits::close);
        steps.take("end the sweeps", () -> threads(wiring).await(wiring.loops.onEach(SessionLoop::stop)));
        steps.take("end background tasks", wiring.background::close);
        steps.take("give up interests", wiring.directory::releaseIdle);
        steps.take("close the engine", () -> close(wiring));
        steps.take("end the loops", wiring::endLoops);
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
