package io.broadcasthub.log;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A message is read while the log gives it up: it comes whole, or the reader is told that it is gone. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the message")
@Outcome(id = "-1", expect = ACCEPTABLE, desc = "told that it is gone")
@Outcome(expect = FORBIDDEN, desc = "neither")
@State
public class ReadRacesTrim {
    private final MessageLog log = Logs.of(2);

    public ReadRacesTrim() {
        log.append(Logs.MESSAGE);
        log.append(Logs.MESSAGE);
    }

    @Actor
    public void giveUp() {
        log.giveUp(1, 1);
    }

    @Actor
    public void read(I_Result result) {
        MessageBatch batch = new MessageBatch(1);
        result.r1 = log.read(1, Integer.MAX_VALUE, batch) ? batch.get(0) == Logs.MESSAGE ? 1 : 0 : -1;
    }

    /** Looks where the window begins, then reads, and trims in between. */
    @JCStressTest
    @Outcome(
            id = {"1", "-1"},
            expect = ACCEPTABLE,
            desc = "the message, or told that it is gone")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "neither")
    @State
    public static class LooksThenReadsTwin {
        private final Message[] messages = {Logs.MESSAGE, Logs.MESSAGE};
        private volatile int first = 1;

        @Actor
        public synchronized void giveUp() {
            first = 2;
            messages[0] = null;
        }

        @Actor
        public void read(I_Result result) {
            if (first > 1) {
                result.r1 = -1;
                return;
            }
            result.r1 = messages[0] == Logs.MESSAGE ? 1 : 0;
        }
    }
}
