package io.broadcasthub.log;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A cursor starts while the log's window moves: with the first message looked at before the head, as {@code Advance.start}
 * does, nothing that came and went in between is skipped without a word.
 */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "from the first on to the head")
@Outcome(id = "false", expect = FORBIDDEN, desc = "the first is beyond the head")
@State
public class FirstRacesAppends {
    private final MessageLog log = Logs.of(1);

    @Actor
    public void append() {
        log.append(Logs.MESSAGE);
        log.append(Logs.MESSAGE);
    }

    @Actor
    public void start(Z_Result result) {
        long first = log.first();
        long head = log.head();
        result.r1 = first <= head + 1;
    }

    /** Looks at the head first. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "from the first on to the head")
    @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "the first is beyond the head")
    @State
    public static class HeadFirstTwin {
        private final MessageLog log = Logs.of(1);

        @Actor
        public void append() {
            log.append(Logs.MESSAGE);
            log.append(Logs.MESSAGE);
        }

        @Actor
        public void start(Z_Result result) {
            long head = log.head();
            long first = log.first();
            result.r1 = first <= head + 1;
        }
    }
}
