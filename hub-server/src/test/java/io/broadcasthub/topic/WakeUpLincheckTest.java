package io.broadcasthub.topic;

import io.broadcasthub.testkit.ModelCheck;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A publish is never left lying: whoever changed the head before a signal is seen by a look that is still to come. */
@Tag("lincheck")
class WakeUpLincheckTest {
    /** A head, a loop that was asked or not, and the head it saw when it last looked. */
    public abstract static class Loop {
        private volatile int head;
        private volatile boolean asked;
        private int seen;

        @Operation
        public void publish() {
            synchronized (this) {
                head++;
            }
            signal();
        }

        @Operation(nonParallelGroup = "loop")
        public void turn() {
            if (asked) {
                asked = false;
                run();
            }
        }

        @Validate
        public void nothingIsLeftLying() {
            turn();
            if (seen != head) {
                throw new IllegalStateException("left lying");
            }
        }

        final void ask() {
            if (asked) {
                throw new IllegalStateException("asked twice");
            }
            asked = true;
        }

        final void look() {
            seen = head;
        }

        abstract void signal();

        abstract void run();
    }

    /** The hub's. */
    public static class Ours extends Loop {
        private final WakeUp wakeUp = new WakeUp() {
            @Override
            void ask() {
                Ours.this.ask();
            }

            @Override
            void awake() {
                Ours.this.look();
            }

            @Override
            public void run() {
                look();
            }
        };

        @Override
        void signal() {
            wakeUp.signal();
        }

        @Override
        void run() {
            wakeUp.run();
        }
    }

    /** Clears the flag when it has looked: a publish in between finds it set, and is never seen. */
    public static class ClearsAfterTheLook extends Loop {
        private final AtomicBoolean signalled = new AtomicBoolean();

        @Override
        void signal() {
            if (signalled.compareAndSet(false, true)) {
                ask();
            }
        }

        @Override
        void run() {
            look();
            signalled.set(false);
        }
    }

    /** Looks at the flag and sets it in two steps: the loop gets a task from each of two publishers. */
    public static class ChecksThenSets extends Loop {
        private volatile boolean signalled;

        @Override
        void signal() {
            if (!signalled) {
                signalled = true;
                ask();
            }
        }

        @Override
        void run() {
            signalled = false;
            look();
        }
    }

    @Test
    void noPublishIsLeftLying() {
        ModelCheck.holds(Ours.class);
    }

    @Test
    void twinThatClearsTheFlagTooLateIsFound() {
        ModelCheck.breaks(ClearsAfterTheLook.class, "left lying");
    }

    @Test
    void twinThatAsksTheLoopTwiceIsFound() {
        ModelCheck.breaks(ChecksThenSets.class, "asked twice");
    }
}
