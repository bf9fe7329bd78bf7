package io.broadcasthub.session;

import io.broadcasthub.testkit.ModelCheck;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections that open and close while the hub stops: it learns that the last one is gone, and admits nobody any more. */
@Tag("lincheck")
class AdmissionLincheckTest {
    /** Two loops, each with at most one connection, and whoever stops the hub. One connection is there from the start. */
    public abstract static class Listener {
        private boolean one;
        private boolean two;
        private volatile boolean stopped;

        final void begin() {
            one = opened();
        }

        @Operation(nonParallelGroup = "one")
        public void one() {
            one = toggle(one);
        }

        @Operation(nonParallelGroup = "two")
        public void two() {
            two = toggle(two);
        }

        private boolean toggle(boolean present) {
            if (present) {
                closed();
                return false;
            }
            boolean late = stopped;
            if (opened() && late) {
                throw new IllegalStateException("admitted after the stop");
            }
            return true;
        }

        @Operation
        public void stop() {
            drain();
            stopped = true;
        }

        @Validate
        public void theStopEndsWhenTheLastIsGone() {
            if (one) {
                closed();
            }
            if (two) {
                closed();
            }
            one = false;
            two = false;
            if (stopped && !isDrained()) {
                throw new IllegalStateException("waits for ever");
            }
        }

        abstract boolean opened();

        abstract void closed();

        abstract void drain();

        abstract boolean isDrained();
    }

    /** The hub's. */
    public static class Ours extends Listener {
        private final ReturnSlots slots = new ReturnSlots(0, Duration.ZERO, Duration.ZERO, 1, new Random(1));
        private final Admission admission = new Admission(2, 2);
        private volatile CompletableFuture<Void> drained;

        public Ours() {
            begin();
        }

        @Override
        boolean opened() {
            return admission.opened();
        }

        @Override
        void closed() {
            admission.closed();
        }

        @Override
        void drain() {
            drained = admission.drain(slots);
        }

        /** Of what the stop was given: to drain again would repair what was missed. */
        @Override
        boolean isDrained() {
            return drained.isDone();
        }
    }

    /** Looks whether somebody is left before it says that it waits: who leaves in between does not tell it. */
    public static class LooksBeforeItWaits extends Listener {
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicBoolean drained = new AtomicBoolean();
        private volatile boolean draining;

        public LooksBeforeItWaits() {
            begin();
        }

        @Override
        boolean opened() {
            open.incrementAndGet();
            return !draining;
        }

        @Override
        void closed() {
            if (open.decrementAndGet() == 0 && draining) {
                drained.set(true);
            }
        }

        @Override
        void drain() {
            if (open.get() == 0) {
                drained.set(true);
            }
            draining = true;
        }

        @Override
        boolean isDrained() {
            return drained.get();
        }
    }

    @Test
    void theStopLearnsThatTheLastIsGone() {
        ModelCheck.holds(Ours.class);
    }

    @Test
    void twinThatLooksBeforeItWaitsIsFound() {
        ModelCheck.breaks(LooksBeforeItWaits.class, "waits for ever");
    }
}
