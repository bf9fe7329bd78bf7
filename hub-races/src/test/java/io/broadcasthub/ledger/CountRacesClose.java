package io.broadcasthub.ledger;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Things are opened and closed while an audit counts: never does more seem to be closed than was opened. */
@JCStressTest
@Outcome(id = "\\d", expect = ACCEPTABLE, desc = "some are open, or none")
@Outcome(expect = FORBIDDEN, desc = "closed and never opened: a false alarm")
@State
public class CountRacesClose {
    private static final int MANY = 8;

    private final SharedCount count = new SharedCount();

    @Actor
    public void openAndClose() {
        for (int i = 0; i < MANY; i++) {
            count.opened();
            count.closed();
        }
    }

    @Actor
    public void audit(J_Result result) {
        result.r1 = count.open();
    }

    /** Reads what was opened first. */
    @JCStressTest
    @Outcome(id = "\\d", expect = ACCEPTABLE, desc = "some are open, or none")
    @Outcome(id = "-\\d", expect = ACCEPTABLE_INTERESTING, desc = "closed and never opened")
    @State
    public static class OpenedFirstTwin {
        private final AtomicLong opened = new AtomicLong();
        private final AtomicLong closed = new AtomicLong();

        @Actor
        public void openAndClose() {
            for (int i = 0; i < MANY; i++) {
                opened.incrementAndGet();
                closed.incrementAndGet();
            }
        }

        @Actor
        public void audit(J_Result result) {
            result.r1 = opened.get() - closed.get();
        }
    }
}
