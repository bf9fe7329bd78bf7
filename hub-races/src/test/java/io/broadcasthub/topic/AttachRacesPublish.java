package io.broadcasthub.topic;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.broadcasthub.log.Logs;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.protocol.TopicFilter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A loop attaches to a topic while somebody publishes: it is told of the message, or sees it when it looks at the head. */
@JCStressTest
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "the message is left lying")
@Outcome(expect = ACCEPTABLE, desc = "told, seen, or both")
@State
public class AttachRacesPublish {
    private static final TopicFilter FILTER = new TopicFilter("t");

    private final MessageLog log = Logs.of(4);
    private final Topic topic = new Topic(FILTER);
    private final LoopTopic loop = Asked.topic(FILTER);

    @Actor
    public void publish(ZZ_Result result) {
        Asked.forget();
        log.append(Logs.MESSAGE);
        topic.headMoved();
        result.r1 = Asked.byThisThread();
    }

    @Actor
    public void attach(ZZ_Result result) {
        topic.add(loop);
        result.r2 = log.head() > 0;
    }

    /** Its loops are a plain field: the processor may look at the head before others see that it attached. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "the message is left lying")
    @Outcome(expect = ACCEPTABLE, desc = "told, seen, or both")
    @State
    public static class PlainTwin {
        private static final boolean[] NONE = {};
        private static final boolean[] ONE = {true};

        private final MessageLog log = Logs.of(4);
        private boolean[] loops = NONE;

        @Actor
        public void publish(ZZ_Result result) {
            log.append(Logs.MESSAGE);
            result.r1 = loops.length > 0;
        }

        @Actor
        public void attach(ZZ_Result result) {
            loops = ONE;
            result.r2 = log.head() > 0;
        }
    }
}
