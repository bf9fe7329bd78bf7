package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.testkit.ClassHistogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a topic is counted with, held against what the virtual machine says it holds. */
class FeedCostTest {
    private static final int TOPICS = 20_000;

    private final MemoryEngineFixture fixture = new MemoryEngineFixture().maxTopics(2 * TOPICS);
    private final MemoryEngine engine = fixture.engine();
    private final EngineProbe probe = new EngineProbe(engine);

    @AfterEach
    void close() {
        get(engine.close());
    }

    /** Differences to the first half, so that what there is once is not counted. */
    @Test
    void aTopicOfOneSmallMessageIsCountedWithWhatItHolds() {
        publish(0);
        long heldBefore = held();
        long countedBefore = engine.stats().bytes();
        publish(TOPICS);
        double held = (double) (held() - heldBefore) / TOPICS;
        double counted = (double) (engine.stats().bytes() - countedBefore) / TOPICS;

        assertThat(counted).as("counted, where %s are held", held).isBetween(held * 0.9, held * 1.4);
    }

    private void publish(int from) {
        for (int i = from; i < from + TOPICS; i++) {
            probe.publish("sensors.room." + (1_000_000 + i), "x");
        }
    }

    private static long held() {
        return ClassHistogram.take().values().stream()
                .mapToLong(ClassHistogram.Entry::bytes)
                .sum();
    }
}
