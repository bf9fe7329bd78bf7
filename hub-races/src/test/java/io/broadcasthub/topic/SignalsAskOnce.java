package io.broadcasthub.topic;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two publish at once: the loop is asked, and once. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "asked once")
@Outcome(expect = Expect.FORBIDDEN, desc = "asked twice, or not at all")
@State
public class SignalsAskOnce extends WakeUp {
    private final AtomicInteger asked = new AtomicInteger();

    @Actor
    public void one() {
        signal();
    }

    @Actor
    public void other() {
        signal();
    }

    @Arbiter
    public void count(I_Result result) {
        result.r1 = asked.get();
    }

    @Override
    void ask() {
        asked.incrementAndGet();
    }

    @Override
    void awake() {}

    @Override
    public void run() {}

    /** Looks at the flag and sets it in two steps. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "asked once")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "asked twice")
    @State
    public static class ChecksThenSetsTwin {
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean signalled;

        @Actor
        public void one() {
            signal();
        }

        @Actor
        public void other() {
            signal();
        }

        private void signal() {
            if (!signalled) {
                signalled = true;
                asked.incrementAndGet();
            }
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = asked.get();
        }
    }
}
