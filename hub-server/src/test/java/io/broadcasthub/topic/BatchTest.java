package io.broadcasthub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.ledger.Kind;
import io.broadcasthub.limits.IdleGovernor;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of a topic with a batch time wait for others that long, and no longer. In virtual time. */
class BatchTest {
    private static final TopicFilter FILTER = new TopicFilter("t");
    private static final int BATCH_MILLIS = 5;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FakeEngine engine = new FakeEngine();
    private final List<String> events = new ArrayList<>();
    private final MessageLog log = new MessageLog(
            FILTER, "e", new Retention(10, 1 << 20, Duration.ofHours(1), true), System::nanoTime, new ByteMeter());
    private final TopicRule rule = Rules.of(SlowPolicy.GAP, Duration.ofMillis(BATCH_MILLIS));
    private final HubMetrics metrics = new HubMetrics();
    private final LoopTopics topics = new LoopTopics(
            channel.eventLoop(),
            new TopicDirectory(engine, Duration.ZERO, System::nanoTime),
            filter -> rule,
            metrics,
            IdleGovernor.of(new HubMetrics()),
            UnpooledByteBufAllocator.DEFAULT,
            1_000,
            LoopTopics.TURN);

    @BeforeEach
    void open() {
        channel.freezeTime();
        engine.log = log;
    }

    @AfterEach
    void end() {
        topics.releaseRuns();
        channel.finishAndReleaseAll();
    }

    private Cursor subscribe(String name) {
        FakeSubscriber subscriber = new FakeSubscriber(name, events);
        Cursor cursor = topics.open(subscriber, FILTER);
        cursor.start(StartAt.LIVE, subscriber);
        return cursor;
    }

    private void publish() {
        log.append(new Message(new TopicName("t"), Payload.ofJson("1"), 0, null, null));
        engine.listener().headMoved();
        channel.runPendingTasks();
    }

    private void pass(int millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private long timers() {
        return topics.ledger().open(Kind.TIMER);
    }

    @Test
    void whatComesWithinTheTimeGoesOutInOneWrite() {
        subscribe("a");
        subscribe("b");
        publish();
        pass(2);
        publish();
        pass(2);
        publish();
        assertThat(events).as("all wait").isEmpty();
        assertThat(timers()).as("one for the topic, not for each subscriber").isEqualTo(1);

        pass(1);
        assertThat(events).containsExactlyInAnyOrder("a deliver 3", "a flush", "b deliver 3", "b flush");
        assertThat(timers()).isZero();
    }

    @Test
    void theTimeCountsFromTheFirstThatWaits() {
        subscribe("a");
        publish();
        pass(BATCH_MILLIS);
        assertThat(events).containsExactly("a deliver 1", "a flush");
        pass(3);
        publish();
        pass(BATCH_MILLIS - 1);
        assertThat(events).hasSize(2);
        pass(1);
        assertThat(events).endsWith("a deliver 2", "a flush");
    }

    /** Ten are kept. */
    @Test
    void whatTheLogDropsMeanwhileIsMissedByEverybodyAndTheySayWhat() {
        subscribe("a");
        subscribe("b");
        for (int i = 0; i < 12; i++) {
            publish();
        }
        pass(BATCH_MILLIS);
        for (String name : List.of("a", "b")) {
            assertThat(events)
                    .filteredOn(event -> event.startsWith(name))
                    .containsExactly(name + " gap none to 3 slow", name + " deliver 12", name + " flush");
        }
    }

    @Test
    void whoSubscribesMeanwhileGetsTheBatchOnce() {
        subscribe("a");
        publish();
        subscribe("late");
        events.clear();
        publish();
        pass(BATCH_MILLIS);
        assertThat(events).contains("a deliver 2", "late deliver 2").hasSize(4);
    }

    @Test
    void theTimerEndsWithTheLastSubscriber() {
        Cursor cursor = subscribe("a");
        publish();
        assertThat(timers()).isEqualTo(1);
        cursor.close();
        assertThat(timers()).isZero();
        pass(BATCH_MILLIS);
        assertThat(events).isEmpty();
        subscribe("b");
        publish();
        pass(BATCH_MILLIS);
        assertThat(events).as("who comes afterwards is served").endsWith("b deliver 2", "b flush");
    }

    @Test
    void whoLeavesBeforeTheBatchGoesOutDoesNotEndTheTimingOfOthers() {
        Cursor cursor = subscribe("a");
        publish();
        cursor.close();
        assertThat(timed())
                .as("the first publish was timed, and delivered to nobody")
                .isZero();

        subscribe("b");
        // More than the timer rests after a sample.
        for (int i = 0; i < 20; i++) {
            publish();
            pass(BATCH_MILLIS);
        }
        assertThat(timed()).isPositive();
    }

    private long timed() {
        return metrics.registry().scrape("hub_delivery_latency_seconds"::equals).stream()
                .flatMap(metric -> metric.getDataPoints().stream())
                .mapToLong(point -> ((HistogramSnapshot.HistogramDataPointSnapshot) point).getCount())
                .sum();
    }
}
