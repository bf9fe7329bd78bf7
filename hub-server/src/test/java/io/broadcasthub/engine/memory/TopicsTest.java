package io.broadcasthub.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.ManualTicker;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The count of topics is exact, whoever removes what. */
class TopicsTest {
    private static final TopicName NAME = new TopicName("t");

    private final ManualTicker ticker = new ManualTicker();
    private final ByteMeter meter = new ByteMeter();
    private final LogFactory logs = new LogFactory(
            new Epochs(new Random()), f -> new Retention(1, 1, Duration.ofSeconds(1), false), ticker, meter);
    private final Topics topics = new Topics(2, logs, new Budget(1_000, meter, ticker));

    @Test
    void removingAnEarlierIncarnationLeavesTheNextOne() {
        MemoryTopic earlier = topics.open(NAME);
        earlier.retire();
        topics.remove(earlier);
        MemoryTopic next = topics.open(NAME);

        topics.remove(earlier);

        assertThat(topics.find(NAME)).isSameAs(next).isNotSameAs(earlier);
        assertThat(topics.size()).isEqualTo(1);
    }

    @Test
    void aRefusedTopicIsNotCounted() {
        topics.open(NAME);
        MemoryTopic other = topics.open(new TopicName("u"));
        assertThatThrownBy(() -> topics.open(new TopicName("v"))).isInstanceOf(HubException.class);
        assertThat(topics.size()).isEqualTo(2);

        topics.remove(other);

        assertThat(topics.open(new TopicName("v"))).isNotNull();
        assertThat(topics.size()).isEqualTo(2);
    }

    @Test
    void aStepOfTheSweepVisitsNoMoreThanItsShare() {
        topics.open(NAME);
        topics.open(new TopicName("u"));

        topics.sweep(ticker.getAsLong(), 1);
        assertThat(topics.size()).isEqualTo(1);
        topics.sweep(ticker.getAsLong(), 1);
        assertThat(topics.size()).isZero();
    }
}
