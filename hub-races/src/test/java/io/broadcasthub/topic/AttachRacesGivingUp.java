package io.broadcasthub.topic;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.testkit.BrokenEngine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A loop comes back to a topic while that is given up, since nobody has had use for it: it is told of messages. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "the directory has the topic that the loop is told by")
@Outcome(id = "false", expect = FORBIDDEN, desc = "the loop waits on a topic that was given up")
@State
public class AttachRacesGivingUp {
    private static final TopicFilter FILTER = new TopicFilter("t");

    /** Answers at some later time. */
    private static final BrokenEngine ENGINE = new BrokenEngine() {
        @Override
        public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
            return new CompletableFuture<>();
        }
    };

    private final TopicDirectory directory = new TopicDirectory(ENGINE, Duration.ZERO, () -> 0);
    private final LoopTopic loop = Asked.topic(FILTER);
    private @Nullable Topic mine;

    public AttachRacesGivingUp() {
        directory.detach(directory.attach(FILTER, loop), loop);
    }

    @Actor
    public void attach() {
        mine = directory.attach(FILTER, loop);
    }

    @Actor
    public void giveUp() {
        directory.sweep();
    }

    @Arbiter
    public void look(Z_Result result) {
        result.r1 = mine != null && directory.find(FILTER) == mine && mine.tells(loop);
    }

    /** Looks whether it is unused, and takes it out, in two steps. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the directory has the topic that the loop is told by")
    @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "the loop waits on a topic that was given up")
    @State
    public static class ReleasesAfterTheLookTwin {
        private final ConcurrentMap<TopicFilter, Topic> topics = new ConcurrentHashMap<>();
        private final LoopTopic loop = Asked.topic(FILTER);
        private @Nullable Topic mine;

        public ReleasesAfterTheLookTwin() {
            topics.put(FILTER, new Topic(FILTER));
        }

        @Actor
        public void attach() {
            mine = topics.compute(FILTER, (filter, present) -> {
                Topic topic = present == null ? new Topic(filter) : present;
                topic.add(loop);
                return topic;
            });
        }

        @Actor
        public void giveUp() {
            Topic topic = topics.get(FILTER);
            if (topic != null && topic.isUnused()) {
                topics.remove(FILTER, topic);
            }
        }

        @Arbiter
        public void look(Z_Result result) {
            result.r1 = mine != null && topics.get(FILTER) == mine;
        }
    }
}
