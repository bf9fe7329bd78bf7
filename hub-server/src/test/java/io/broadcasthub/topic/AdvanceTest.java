package io.broadcasthub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.limits.IdleGovernor;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.Incarnation;
import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageBatch;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the one move writes, and when it is sent out. */
class AdvanceTest {
    private static final TopicName TOPIC = new TopicName("t");
    private static final TopicFilter FILTER = TOPIC;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FakeEngine engine = new FakeEngine();
    private final List<String> events = new ArrayList<>();
    private long now;

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    private MessageLog log(String epoch, int messages) {
        return new MessageLog(
                FILTER,
                epoch,
                new Retention(messages, 1 << 20, Duration.ofSeconds(1), true),
                () -> now,
                new ByteMeter());
    }

    private static void append(MessageLog log, int count) {
        for (int i = 0; i < count; i++) {
            log.append(new Message(TOPIC, Payload.ofJson("1"), 0, "k" + i % 2, null));
        }
    }

    private LoopTopics topics(SlowPolicy policy, int maxRunBytes) {
        TopicRule rule = Rules.of(policy, Duration.ZERO);
        return new LoopTopics(
                channel.eventLoop(),
                new TopicDirectory(engine, Duration.ZERO, () -> now),
                filter -> rule,
                new HubMetrics(),
                IdleGovernor.of(new HubMetrics()),
                UnpooledByteBufAllocator.DEFAULT,
                maxRunBytes,
                LoopTopics.TURN);
    }

    private void headMoved() {
        engine.listener().headMoved();
        channel.runPendingTasks();
    }

    private void expireAll() {
        now += Duration.ofSeconds(2).toNanos();
    }

    @Test
    void sendsOutAGapThatNothingFollows() {
        MessageLog log = log("e", 10);
        append(log, 3);
        expireAll();
        engine.log = log;
        LoopTopics topics = topics(SlowPolicy.GAP, 1000);
        FakeSubscriber subscriber = new FakeSubscriber("s", events);

        topics.open(subscriber, FILTER).start(new StartAt.After(new Position("e", 1)), subscriber);
        assertThat(events).containsExactly("s subscribed at 3", "s gap 1 to 4 expired", "s flush");

        events.clear();
        append(log, 1);
        expireAll();
        headMoved();
        assertThat(events).containsExactly("s gap 3 to 5 slow", "s flush");

        events.clear();
        engine.log = log("f", 10);
        headMoved();
        assertThat(events).containsExactly("s gap 4 to 1 restarted", "s flush");
        topics.releaseRuns();
    }

    @Test
    void tellsOfWhatCameAndWentWhileItBegan() {
        MessageLog log = log("e", 10);
        append(log, 2);
        expireAll();
        engine.log = new MovingLog(log, () -> {
            append(log, 1);
            expireAll();
        });
        LoopTopics topics = topics(SlowPolicy.GAP, 1000);
        FakeSubscriber subscriber = new FakeSubscriber("s", events);

        topics.open(subscriber, FILTER).start(StartAt.LIVE, subscriber);
        append(log, 1);
        headMoved();

        assertThat(events).contains("s subscribed at 2", "s gap 2 to 4 slow", "s deliver 4");
        topics.releaseRuns();
    }

    /** An engine across a network could not repair a hole: the topic's rule for slow readers is not asked. */
    @Test
    void whatNeverArrivedIsNotTakenForSlowness() {
        MessageLog log = log("e", 10);
        append(log, 3);
        engine.log = new MovingLog(log, () -> {}) {
            @Override
            public boolean isLost(long offset) {
                return offset == 4;
            }
        };
        LoopTopics topics = topics(SlowPolicy.CLOSE, 1000);
        FakeSubscriber subscriber = new FakeSubscriber("s", events);
        topics.open(subscriber, FILTER).start(StartAt.LIVE, subscriber);
        events.clear();

        append(log, 1);
        expireAll();
        headMoved();
        assertThat(events).containsExactly("s gap 3 to 5 unavailable", "s flush");
        topics.releaseRuns();
    }

    @Test
    void forgetsWhichKeysWereLeftWhenTheLogBeginsAgain() {
        MessageLog log = log("e", 4);
        engine.log = log;
        LoopTopics topics = topics(SlowPolicy.LATEST, 1000);
        FakeSubscriber subscriber = new FakeSubscriber("s", events);
        topics.open(subscriber, FILTER).start(StartAt.LIVE, subscriber);
        // One is delivered of the two that conflation leaves, then the socket is full.
        append(log, 8);
        subscriber.room = 1;
        headMoved();
        assertThat(events).contains("s gap none to 7 slow", "s deliver 7").doesNotContain("s deliver 8");

        events.clear();
        MessageLog next = log("f", 4);
        append(next, 3);
        engine.log = next;
        subscriber.room = Integer.MAX_VALUE;
        headMoved();
        assertThat(events).startsWith("s gap 7 to 1 restarted", "s deliver 3").doesNotContain("s gap 7 to 1 slow");
        topics.releaseRuns();
    }

    @Test
    void onesFailureIsNotTheOthers() {
        MessageLog log = log("e", 10);
        engine.log = log;
        LoopTopics topics = topics(SlowPolicy.GAP, 1000);
        for (String name : List.of("a", "broken", "c")) {
            FakeSubscriber subscriber = new FakeSubscriber(name, events);
            topics.open(subscriber, FILTER).start(StartAt.LIVE, subscriber);
        }
        append(log, 1);
        headMoved();
        assertThat(events).contains("a deliver 1", "broken failed", "c deliver 1");
        topics.releaseRuns();
    }

    @Test
    void hasOneTurnHoweverOftenItIsWoken() {
        MessageLog log = log("e", 1000);
        append(log, 200);
        engine.log = log;
        // One message a run.
        LoopTopics topics = topics(SlowPolicy.GAP, 1);
        FakeSubscriber subscriber = new FakeSubscriber("s", events);
        Cursor cursor = topics.open(subscriber, FILTER);
        cursor.start(new StartAt.Last(200), subscriber);
        cursor.advance();
        cursor.advance();
        events.clear();
        channel.eventLoop().execute(new Runnable() {
            @Override
            public void run() {
                events.add("turn");
                if (cursor.next <= 200) {
                    channel.eventLoop().execute(this);
                }
            }
        });
        channel.runPendingTasks();

        int longest = 0;
        int turn = 0;
        for (String event : events) {
            turn = event.equals("turn") ? 0 : turn + (event.startsWith("s deliver") ? 1 : 0);
            longest = Math.max(longest, turn);
        }
        assertThat(events).contains("s deliver 200");
        assertThat(longest).isEqualTo(16);
        topics.releaseRuns();
    }

    @Test
    void anEngineThatThrowsHasRefused() {
        LoopTopics topics = topics(SlowPolicy.GAP, 1000);
        for (String name : List.of("a", "b")) {
            FakeSubscriber subscriber = new FakeSubscriber(name, events);
            topics.open(subscriber, FILTER).start(StartAt.LIVE, subscriber);
        }
        assertThat(events).containsExactly("a refused internal", "b refused internal");
        assertThat(topics.cursors()).isZero();
        assertThat(topics.topics()).isZero();
    }

    /** Moves on right after its head was read for the first time. */
    private static class MovingLog implements LogView {
        private final LogView log;
        private Runnable then;

        MovingLog(LogView log, Runnable then) {
            this.log = log;
            this.then = then;
        }

        @Override
        public long head() {
            long head = log.head();
            then.run();
            then = () -> {};
            return head;
        }

        @Override
        public long first() {
            return log.first();
        }

        @Override
        public TopicFilter source() {
            return log.source();
        }

        @Override
        public Incarnation incarnation() {
            return log.incarnation();
        }

        @Override
        public boolean read(long from, int maxBytes, MessageBatch into) {
            return log.read(from, maxBytes, into);
        }

        @Override
        public long[] latestPerKey(long from) {
            return log.latestPerKey(from);
        }
    }
}
