package io.broadcasthub.topic;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.log.LogView;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.testkit.BrokenEngine;
import io.broadcasthub.testkit.ModelCheck;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Loops that come and go while the directory gives up what nobody uses: whoever is attached is told of messages, and
 * what nobody is attached to is given up.
 */
@Tag("lincheck")
class TopicDirectoryLincheckTest {
    private static final TopicFilter FILTER = new TopicFilter("t");

    /** Counts the interests that are open. */
    static final class CountingEngine extends BrokenEngine {
        final AtomicInteger open = new AtomicInteger();

        @Override
        public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
            open.incrementAndGet();
            return CompletableFuture.completedStage(new Interest() {
                @Override
                public LogView log() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            });
        }
    }

    /**
     * Two loops, each of which attaches and detaches as its subscribers do, and the thread that gives up. One is attached
     * from the start: what then goes wrong takes a step less.
     */
    public abstract static class Hub {
        private final LoopTopic one = NamedOnly.topic(FILTER);
        private final LoopTopic two = NamedOnly.topic(FILTER);
        private @Nullable Topic topicOfOne;
        private @Nullable Topic topicOfTwo;

        final void begin() {
            one();
        }

        @Operation(nonParallelGroup = "one")
        public void one() {
            topicOfOne = toggle(topicOfOne, one);
        }

        @Operation(nonParallelGroup = "two")
        public void two() {
            topicOfTwo = toggle(topicOfTwo, two);
        }

        private @Nullable Topic toggle(@Nullable Topic topic, LoopTopic loop) {
            if (topic == null) {
                return attach(loop);
            }
            detach(topic, loop);
            return null;
        }

        @Operation(nonParallelGroup = "background")
        public void giveUp() {
            releaseIdle();
        }

        @Validate
        public void attachedIsToldAndUnusedIsGivenUp() {
            releaseIdle();
            Topic present = find();
            check(topicOfOne, one, present);
            check(topicOfTwo, two, present);
            boolean used = topicOfOne != null || topicOfTwo != null;
            if (!used && present != null) {
                throw new IllegalStateException("never given up");
            }
            if (open() != (used ? 1 : 0)) {
                throw new IllegalStateException("interests open: " + open());
            }
        }

        private static void check(@Nullable Topic mine, LoopTopic loop, @Nullable Topic present) {
            if (mine != null && (mine != present || !mine.tells(loop))) {
                throw new IllegalStateException("not told");
            }
        }

        abstract Topic attach(LoopTopic loop);

        abstract void detach(Topic topic, LoopTopic loop);

        abstract void releaseIdle();

        abstract @Nullable Topic find();

        abstract int open();
    }

    /** The hub's. */
    public static class Ours extends Hub {
        private final CountingEngine engine = new CountingEngine();
        private final TopicDirectory directory = new TopicDirectory(engine, Duration.ZERO, () -> 0);

        public Ours() {
            begin();
        }

        @Override
        Topic attach(LoopTopic loop) {
            return directory.attach(FILTER, loop);
        }

        @Override
        void detach(Topic topic, LoopTopic loop) {
            directory.detach(topic, loop);
        }

        @Override
        void releaseIdle() {
            directory.releaseIdle();
        }

        @Override
        @Nullable
        Topic find() {
            return directory.find(FILTER);
        }

        @Override
        int open() {
            return engine.open.get();
        }
    }

    /** Looks at the map and acts on it in two steps, each of them safe by itself. */
    public abstract static class Twin extends Hub {
        final ConcurrentMap<TopicFilter, Topic> topics = new ConcurrentHashMap<>();
        final AtomicInteger open = new AtomicInteger();

        Twin() {
            begin();
        }

        @Override
        Topic attach(LoopTopic loop) {
            return topics.compute(FILTER, (f, present) -> {
                Topic topic = present == null ? opened() : present;
                topic.add(loop);
                return topic;
            });
        }

        final Topic opened() {
            open.incrementAndGet();
            return new Topic(FILTER);
        }

        @Override
        void detach(Topic topic, LoopTopic loop) {
            topics.computeIfPresent(FILTER, (f, present) -> {
                topic.remove(loop);
                return present;
            });
        }

        @Override
        void releaseIdle() {
            topics.computeIfPresent(FILTER, (f, present) -> {
                if (present.isUnused()) {
                    open.decrementAndGet();
                    return null;
                }
                return present;
            });
        }

        @Override
        @Nullable
        Topic find() {
            return topics.get(FILTER);
        }

        @Override
        int open() {
            return open.get();
        }
    }

    /** Gives up a topic that somebody attached to since it looked. */
    public static class ReleasesAfterTheLook extends Twin {
        @Override
        void releaseIdle() {
            Topic topic = topics.get(FILTER);
            if (topic != null && topic.isUnused() && topics.remove(FILTER, topic)) {
                open.decrementAndGet();
            }
        }
    }

    /** Changes the array of loops without the lock: of two who attach at once one is forgotten, or finds it too short. */
    public static class AddsWithoutTheLock extends Twin {
        @Override
        Topic attach(LoopTopic loop) {
            Topic topic = topics.computeIfAbsent(FILTER, f -> opened());
            topic.add(loop);
            return topic;
        }
    }

    @Test
    void attachedLoopsAreToldAndUnusedTopicsGivenUp() {
        ModelCheck.holdsInFewer(Ours.class);
    }

    @Test
    void twinThatGivesUpWhatWasJustTakenIsFound() {
        ModelCheck.breaks(ReleasesAfterTheLook.class, "not told");
    }

    @Test
    void twinThatLosesOneOfTwoLoopsIsFound() {
        ModelCheck.breaks(AddsWithoutTheLock.class, "not told", "ArrayIndexOutOfBoundsException");
    }
}
