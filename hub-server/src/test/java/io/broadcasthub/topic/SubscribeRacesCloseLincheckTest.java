package io.broadcasthub.topic;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.log.LogView;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.testkit.BrokenEngine;
import io.broadcasthub.testkit.ModelCheck;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A subscribe that races the close of its connection leaves nothing behind. In the hub what races is the
 * engine's answer, which comes on a thread of its own while the loop gives the topic up; a registry that is shared by
 * threads, as many servers have one, shows that the checker sees the orphan.
 */
@Tag("lincheck")
class SubscribeRacesCloseLincheckTest {
    private static final TopicFilter FILTER = new TopicFilter("t");

    /** A directory over an engine that answers when the test says. */
    public static class Ours extends BrokenEngine {
        private final CompletableFuture<Interest> answer = new CompletableFuture<>();
        private final AtomicInteger closed = new AtomicInteger();
        private final TopicDirectory directory = new TopicDirectory(this, Duration.ZERO, () -> 0);
        private final LoopTopic loopTopic = NamedOnly.topic(FILTER);
        private boolean subscribed;

        @Override
        public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
            return answer;
        }

        @Operation(nonParallelGroup = "loop")
        public void subscribeOrClose() {
            if (!subscribed && directory.size() == 0 && closed.get() == 0) {
                directory.attach(FILTER, loopTopic);
                subscribed = true;
            } else if (subscribed) {
                directory.detach(directory.find(FILTER), loopTopic);
                subscribed = false;
                directory.releaseIdle();
            }
        }

        @Operation(nonParallelGroup = "engine")
        public void answer() {
            answer.complete(new Interest() {
                @Override
                public LogView log() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            });
        }

        @Validate
        public void nothingIsLeftBehind() {
            answer();
            if (!subscribed && directory.interests().open() != 0) {
                throw new IllegalStateException("orphan");
            }
            if (directory.size() != (subscribed ? 1 : 0)) {
                throw new IllegalStateException("orphan topic");
            }
        }
    }

    /** Subscribers of one topic that any thread may add to; closing takes them out. */
    public abstract static class Registry {
        final Set<String> subscribers = ConcurrentHashMap.newKeySet();
        volatile boolean closed;

        @Operation
        public abstract void subscribe();

        @Operation
        public void close() {
            closed = true;
            subscribers.remove("session");
        }

        @Validate
        public void nothingIsLeftBehind() {
            if (closed && !subscribers.isEmpty()) {
                throw new IllegalStateException("orphan");
            }
        }
    }

    /** Looks whether the session is open, then puts it: a close in between finds nothing to take out. */
    public static class ChecksThenPuts extends Registry {
        @Override
        @Operation
        public void subscribe() {
            if (!closed) {
                subscribers.add("session");
            }
        }
    }

    /** Puts it, then looks again: the repair, which shows that the checker does not cry wolf. */
    public static class PutsThenChecks extends Registry {
        @Override
        @Operation
        public void subscribe() {
            subscribers.add("session");
            if (closed) {
                subscribers.remove("session");
            }
        }
    }

    @Test
    void anAnswerThatRacesTheCloseLeavesNothingBehind() {
        ModelCheck.holdsInFewer(Ours.class);
    }

    @Test
    void twinThatChecksThenPutsIsFound() {
        ModelCheck.breaks(ChecksThenPuts.class, "orphan");
    }

    @Test
    void aRegistryThatPutsThenChecksHolds() {
        ModelCheck.holdsInFewer(PutsThenChecks.class);
    }
}
