package io.broadcasthub.log;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A head is looked at while a message is appended: what it counts can be read. */
@JCStressTest
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the head counts a message that is not there")
@Outcome(expect = ACCEPTABLE, desc = "before, in between, or after")
@State
public class HeadRacesAppend {
    private final MessageLog log = Logs.of(4);

    @Actor
    public void append() {
        log.append(Logs.MESSAGE);
    }

    @Actor
    public void read(II_Result result) {
        result.r1 = (int) log.head();
        MessageBatch batch = new MessageBatch(1);
        result.r2 = log.read(1, Integer.MAX_VALUE, batch) ? batch.size() : -1;
    }

    /** Moves the head before the message is in its place. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "the head counts a message that is not there")
    @Outcome(expect = ACCEPTABLE, desc = "before, in between, or after")
    @State
    public static class HeadFirstTwin {
        private volatile int head;
        private volatile @Nullable Message message;

        @Actor
        public void append() {
            head = 1;
            message = Logs.MESSAGE;
        }

        @Actor
        public void read(II_Result result) {
            result.r1 = head;
            result.r2 = message == null ? 0 : 1;
        }
    }
}
