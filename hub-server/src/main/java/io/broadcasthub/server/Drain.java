package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.config.DrainConfig;
import io.broadcasthub.session.Admission;
import io.broadcasthub.session.ReturnSlots;
import io.broadcasthub.session.Session;
import io.broadcasthub.session.SessionLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How clients leave a hub that stops: first they may notice, then each is told when to come back and closed, and who is
 * still there when the peers' time is over is cut off. Blocks nowhere; its time is that of an event loop.
 */
@AnyThread
final class Drain {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final Loops loops;
    private final Admission admission;
    private final DrainConfig config;
    private final RandomGenerator jitter;
    private final SessionLoop timer;
    private final long started;

    /** Begins: what counts for the deadline is the time from here on. */
    Drain(Loops loops, Admission admission, DrainConfig config, RandomGenerator jitter) {
        this.loops = loops;
        this.admission = admission;
        this.config = config;
        this.jitter = jitter;
        this.timer = loops.timer();
        this.started = now();
    }

    /** Completes when load balancers had the time to notice that the hub is not ready; until then it accepts and serves. */
    CompletableFuture<Void> grace() {
        admission.leave();
        return after(config.grace());
    }

    /** Tells every client when to come back and closes it; completes when all are gone, or their time is over. */
    CompletableFuture<Void> sendAway() {
        int clients = admission.open();
        Duration window = config.window(clients);
        Duration closing = config.closing(clients);
        log.atInfo()
                .addKeyValue("connections", clients)
                .addKeyValue("closing", closing)
                .addKeyValue("window", window)
                .log("sending clients away");
        CompletableFuture<Void> drained =
                admission.drain(new ReturnSlots(now(), config.away(), window, clients, jitter));
        CompletableFuture<Void> told = loops.onEach(loop -> loop.sendAway(admission, closing));
        CompletableFuture<Void> over = after(config.cutOff().minusNanos(now() - started));
        return CompletableFuture.anyOf(CompletableFuture.allOf(drained, told), over)
                .thenApply(ended -> null);
    }

    /** Ends every connection that is left. */
    CompletableFuture<Void> cutOff() {
        int left = admission.open();
        if (left > 0) {
            log.atWarn().addKeyValue("connections", left).log("not all connections ended in time; cutting them off");
        }
        return loops.onEach(loop -> loop.forEach(session -> {
            if (session.admission() == admission && session.state() == Session.State.LIVE) {
                // What it waits for does not come any more; that it may come back it can still be told.
                session.close(admission.restart(now()));
            }
            session.abort();
        }));
    }

    private long now() {
        return timer.now();
    }

    private CompletableFuture<Void> after(Duration time) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        TaskOwner owner = TaskOwner.named("the drain", task -> !passed.isDone());
        long due = now() + time.toNanos();
        timer.eventLoop().execute(() -> {
            Duration left = Duration.ofNanos(Math.max(0, due - now()));
            timer.topics().timers().after("wait", owner, left, () -> passed.complete(null));
        });
        return passed;
    }
}
