package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import io.broadcasthub.testkit.ModelCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Publishes with the same name, patterns that begin and the end of the topic, at once: a name is taken once, and a pattern
 * has everything published since it began.
 */
@Tag("lincheck")
class MemoryTopicLincheckTest {
    private static final Retention RETENTION = new Retention(10, 1 << 20, Duration.ZERO, false);
    private static final TopicName NAME = new TopicName("a");

    private static MessageLog log(String source) {
        return new MessageLog(TopicFilter.of(source), "e", RETENTION, () -> 0, new ByteMeter());
    }

    /** A topic with its dedupe names; answers with the place in its log, negative if that was taken before. */
    @Param(name = "name", gen = IntGen.class, conf = "1:2")
    public static class Dedupe {
        private final MemoryTopic topic = new MemoryTopic(log("a"));
        private final PatternIndex index = new PatternIndex();

        @Operation
        public long publish(@Param(name = "name") int name) {
            Published published = publishTo(topic, index, "n" + name);
            if (published == null) {
                return 0;
            }
            long offset = published.at().offset();
            return published.repeated() ? -offset : offset;
        }

        @Operation
        public void retire() {
            topic.retire();
        }
    }

    private static @Nullable Published publishTo(MemoryTopic topic, PatternIndex index, @Nullable String once) {
        return topic.publish(
                new Publication(NAME, Payload.ofText("x"), null, once, null),
                InstantSource.fixed(Instant.EPOCH),
                () -> 0,
                index,
                () -> new DedupeNames(1_000, 10, new ByteMeter()));
    }

    /** Looks for the name and takes it in two steps. */
    @Param(name = "name", gen = IntGen.class, conf = "1:2")
    public static class ChecksThenTakesTheName {
        private final ConcurrentMap<Integer, Long> names = new ConcurrentHashMap<>();
        private final AtomicInteger head = new AtomicInteger();

        @Operation
        public long publish(@Param(name = "name") int name) {
            Long earlier = names.get(name);
            if (earlier != null) {
                return -earlier;
            }
            long offset = head.incrementAndGet();
            names.put(name, offset);
            return offset;
        }
    }

    /** Two publishers of one topic, and a pattern that begins. */
    public static class Patterned {
        private final MemoryTopic topic = new MemoryTopic(log("a"));
        private final PatternFeed feed = new PatternFeed(new TopicFilter("*"), log("*"), null);
        private final AtomicInteger owed = new AtomicInteger();
        private volatile boolean begun;
        private final PatternIndex index = new PatternIndex();

        @Operation
        public void publish() {
            boolean after = begun;
            publishTo(topic, index, null);
            if (after) {
                owed.incrementAndGet();
            }
        }

        @Operation(nonParallelGroup = "patterns")
        public void begin() {
            if (!begun) {
                index.add(feed);
                begun = true;
            }
        }

        @Validate
        public void thePatternHasWhatCameSince() {
            if (feed.log().head() < owed.get()) {
                throw new IllegalStateException("missed");
            }
        }
    }

    /** Keeps the patterns of a topic with the version read after it looked for them. */
    public static class ReadsTheVersionLast {
        private final AtomicInteger version = new AtomicInteger();
        private final AtomicInteger received = new AtomicInteger();
        private final AtomicInteger owed = new AtomicInteger();
        private volatile boolean pattern;
        private volatile boolean begun;
        private int keptVersion = -1;
        private boolean keptPattern;

        @Operation
        public void publish() {
            boolean after = begun;
            synchronized (this) {
                if (version.get() != keptVersion) {
                    keptPattern = pattern;
                    keptVersion = version.get();
                }
                if (keptPattern) {
                    received.incrementAndGet();
                }
            }
            if (after) {
                owed.incrementAndGet();
            }
        }

        @Operation(nonParallelGroup = "patterns")
        public void begin() {
            if (!begun) {
                pattern = true;
                version.incrementAndGet();
                begun = true;
            }
        }

        @Validate
        public void thePatternHasWhatCameSince() {
            if (received.get() < owed.get()) {
                throw new IllegalStateException("missed");
            }
        }
    }

    @Test
    void aNameIsTakenOnce() {
        ModelCheck.holdsInFewer(Dedupe.class);
    }

    @Test
    void aPatternHasWhatCameSinceItBegan() {
        ModelCheck.holdsInFewer(Patterned.class);
    }

    @Test
    void twinThatTakesANameTwiceIsFound() {
        ModelCheck.breaks(ChecksThenTakesTheName.class, "Invalid execution results");
    }

    @Test
    void twinThatMissesAPatternIsFound() {
        ModelCheck.breaks(ReadsTheVersionLast.class, "missed");
    }
}
