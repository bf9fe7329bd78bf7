package io.broadcasthub.topic;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A loop that was asked looks while somebody publishes: the look sees the message, or the loop is asked again. */
@JCStressTest
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "the message is left lying")
@Outcome(expect = ACCEPTABLE, desc = "asked again, seen, or both")
@State
public class SignalRacesLook {
    private final Woken woken = new Woken();

    @Actor
    public void publish(ZZ_Result result) {
        woken.head = 1;
        woken.signal();
        result.r1 = woken.asked > 1;
    }

    @Actor
    public void look(ZZ_Result result) {
        woken.look();
        result.r2 = woken.seen > 0;
    }

    /** Asked once already. */
    private static final class Woken extends WakeUp {
        /** In the hub it is the log's. */
        private volatile int head;

        private int asked;
        private int seen;

        Woken() {
            signal();
        }

        @Override
        void ask() {
            asked++;
        }

        @Override
        void awake() {
            seen = head;
        }

        @Override
        public void run() {
            look();
        }
    }

    /** Clears the flag without waiting until others see it: the look may come first. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "the message is left lying")
    @Outcome(expect = ACCEPTABLE, desc = "asked again, seen, or both")
    @State
    public static class LazyTwin {
        private final AtomicInteger signalled = new AtomicInteger(1);
        private volatile int head;

        @Actor
        public void publish(ZZ_Result result) {
            head = 1;
            result.r1 = signalled.get() == 0 && signalled.compareAndSet(0, 1);
        }

        @Actor
        public void look(ZZ_Result result) {
            signalled.lazySet(0);
            result.r2 = head > 0;
        }
    }
}
