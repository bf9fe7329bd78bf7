package io.broadcasthub.topic;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.broadcasthub.engine.Interest;
import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Logs;
import io.broadcasthub.protocol.TopicFilter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The engine opens a topic while a loop looks whether it is open: if it is, the log is there. */
@JCStressTest
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "open, and no log: its cursors never start")
@Outcome(expect = ACCEPTABLE, desc = "not open yet, or open with its log")
@State
public class OpenedRacesAttach {
    private static final Interest INTEREST = new Interest() {
        @Override
        public LogView log() {
            return Logs.of(1);
        }

        @Override
        public void close() {}
    };

    private final Topic topic = new Topic(new TopicFilter("t"));

    @Actor
    public void open() {
        topic.opened(INTEREST);
    }

    @Actor
    public void look(ZZ_Result result) {
        result.r1 = topic.isAnswered();
        result.r2 = topic.interest() != null;
    }

    /** Says that it is open before the log is in its place. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE_INTERESTING, desc = "open, and no log")
    @Outcome(expect = ACCEPTABLE, desc = "not open yet, or open with its log")
    @State
    public static class OpensFirstTwin {
        private volatile boolean opening = true;
        private volatile boolean interest;

        @Actor
        public void open() {
            opening = false;
            interest = true;
        }

        @Actor
        public void look(ZZ_Result result) {
            result.r1 = !opening;
            result.r2 = interest;
        }
    }
}
