package io.broadcasthub.session;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The last connection closes while the hub begins to stop: the stop learns of it. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "the stop goes on")
@Outcome(id = "false", expect = FORBIDDEN, desc = "it waits for somebody who is gone")
@State
public class CloseRacesStop {
    private static final ReturnSlots SLOTS = new ReturnSlots(0, Duration.ZERO, Duration.ZERO, 1, new Random(1));

    private final Admission admission = new Admission(2, 2);
    private @Nullable CompletableFuture<Void> drained;

    public CloseRacesStop() {
        admission.opened();
    }

    @Actor
    public void close() {
        admission.closed();
    }

    @Actor
    public void stop() {
        drained = admission.drain(SLOTS);
    }

    @Arbiter
    public void look(Z_Result result) {
        result.r1 = drained != null && drained.isDone();
    }

    /** Has the mark that it waits in a plain field: the look at who is left may come first. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the stop goes on")
    @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "it waits for somebody who is gone")
    @State
    public static class PlainTwin {
        private final AtomicInteger open = new AtomicInteger(1);
        private boolean draining;
        private volatile boolean drained;

        @Actor
        public void close() {
            if (open.decrementAndGet() == 0 && draining) {
                drained = true;
            }
        }

        @Actor
        public void stop() {
            draining = true;
            if (open.get() == 0) {
                drained = true;
            }
        }

        @Arbiter
        public void look(Z_Result result) {
            result.r1 = drained;
        }
    }
}
