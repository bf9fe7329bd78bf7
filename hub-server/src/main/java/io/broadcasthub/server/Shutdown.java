package io.broadcasthub.server;

import io.broadcasthub.config.DrainConfig;
import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.session.CloseReason;
import io.broadcasthub.session.Session;
import io.broadcasthub.session.SessionLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The orderly end of a hub, in the reverse order of its beginning. */
final class Shutdown {
    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);
    private static final String REASON = "the hub is restarting";

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

    /** Blocks until nothing is left. */
    void run() {
        wiring.health.draining();
        publicListener.close();
        CompletableFuture<Void> drained = wiring.admission.drain();
        wiring.loops.onEach(loop -> loop.forEach(this::sayGoodbye)).join();
        try {
            drained.orTimeout(drain.deadline().toNanos(), TimeUnit.NANOSECONDS).join();
        } catch (CompletionException e) {
            log.atWarn()
                    .addKeyValue("connections", wiring.admission.open())
                    .log("not all connections ended in time; cutting them off");
        }
        adminListener.close();
        wiring.loops.onEach(loop -> loop.forEach(Session::abort)).join();
        release(wiring);
    }

    private void sayGoodbye(Session session) {
        if (session.admission() == wiring.admission) {
            session.close(reason());
        }
    }

    /** A moment of its own for each client, so that not all come back at once. */
    private CloseReason reason() {
        long millis = ThreadLocalRandom.current().nextLong(drain.spread().toMillis() + 1);
        return new CloseReason(CloseCode.SERVICE_RESTART, REASON, Duration.ofMillis(millis));
    }

    /** Ends everything but the listeners. Blocks, so never on one of the loops it ends. */
    static void release(Wiring wiring) {
        wiring.audits.close();
        wiring.loops.onEach(SessionLoop::stop).join();
        wiring.background.close();
        wiring.directory.releaseIdle();
        wiring.engine.close().toCompletableFuture().join();
        wiring.loops.group().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
