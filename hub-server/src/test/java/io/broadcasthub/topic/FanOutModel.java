package io.broadcasthub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.memory.MemoryEngine;
import io.broadcasthub.engine.memory.MemoryEngineSettings;
import io.broadcasthub.ledger.Kind;
import io.broadcasthub.limits.IdleGovernor;
import io.broadcasthub.log.Retention;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One loop with real topics over a real engine, and subscribers that do as a seeded script says. */
final class FanOutModel implements AutoCloseable {
    private static final int RETAINED = 12;
    private static final String[] FILTERS = {"a.b", "a.c", "a.*", "**"};
    private static final String[] TOPICS = {"a.b", "a.c"};

    private final Random random;
    private final TrackingAllocator allocator = new TrackingAllocator();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final MemoryEngine engine;
    private final TopicDirectory directory;
    private final LoopTopics loop;
    private final TopicRule rule;
    private final List<ScriptedSubscriber> open = new ArrayList<>();
    private final List<ScriptedSubscriber> ended = new ArrayList<>();
    private final ScriptedBatch sends;
    /** One that all subscribe to, or some. */
    private final int filters;

    private int published;
    private int number;

    FanOutModel(long seed, SlowPolicy policy, Duration batch) {
        random = new Random(seed);
        rule = Rules.of(policy, batch);
        int turn = random.nextBoolean() ? 1 + random.nextInt(3) : LoopTopics.TURN;
        channel.freezeTime();
        Retention retention = new Retention(RETAINED, 1 << 20, Duration.ofHours(1), policy == SlowPolicy.LATEST);
        Duration never = Duration.ofDays(1);
        engine = new MemoryEngine(
                new MemoryEngineSettings(1L << 30, 100, 100, never, never, 100, 0, never),
                filter -> retention,
                Environment.system());
        directory = new TopicDirectory(engine, Duration.ZERO, System::nanoTime);
        loop = new LoopTopics(
                channel.eventLoop(),
                directory,
                f -> rule,
                new HubMetrics(),
                IdleGovernor.of(new HubMetrics()),
                allocator,
                600,
                turn);
        filters = random.nextBoolean() ? 1 : FILTERS.length;
        sends = new ScriptedBatch(random);
        if (random.nextBoolean()) {
            loop.sendBy(sends);
        }
    }

    void step() {
        open.removeIf(s -> s.failed);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> publish(1 + random.nextInt(4));
            case 3 -> subscribe();
            case 4 -> run();
            case 5 -> anyRestless().ifOpen(s -> s.writable = false);
            case 6 -> any().ifOpen(ScriptedSubscriber::becomeWritable);
            case 7 ->
                anyRestless().ifOpen(s -> {
                    s.takes = random.nextInt(4);
                    s.refill = random.nextInt(3);
                    s.socketTakes = random.nextInt(6);
                });
            case 8 -> {
                if (random.nextInt(3) == 0) {
                    any().ifOpen(s -> end(s));
                } else if (random.nextInt(4) == 0) {
                    publish(RETAINED * 2);
                } else if (random.nextInt(8) == 0) {
                    any().ifOpen(s -> s.fails = true);
                } else if (random.nextInt(20) == 0) {
                    sends.breakDown();
                }
            }
            default -> {
                if (random.nextBoolean()) {
                    loop.releaseRuns();
                }
                directory.sweep();
            }
        }
    }

    private ScriptedSubscriber any() {
        return open.isEmpty() ? ScriptedSubscriber.none() : open.get(random.nextInt(open.size()));
    }

    /** Where all subscribe to one topic few have trouble, as in a hub: many are sent to together. */
    private ScriptedSubscriber anyRestless() {
        return filters == 1 && random.nextInt(8) > 0 ? ScriptedSubscriber.none() : any();
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            String topic = TOPICS[random.nextInt(TOPICS.length)];
            engine.publish(new Publication(
                    new TopicName(topic),
                    Payload.ofJson(Integer.toString(published)),
                    "k" + published % 3,
                    null,
                    null));
            published++;
        }
    }

    private void subscribe() {
        if (open.size() == 12) {
            return;
        }
        TopicFilter filter = new TopicFilter(FILTERS[random.nextInt(filters)]);
        ScriptedSubscriber subscriber = switch (random.nextInt(4)) {
            case 0 -> new ScriptedSubscriber(number, false, false);
            case 1 -> new ScriptedSubscriber(number, true, false);
            default -> new ScriptedSubscriber(number, true, true);
        };
        sends.put(number++, subscriber);
        subscriber.cursor = loop.open(subscriber, filter);
        open.add(subscriber);
        subscriber.begin(start(filter));
    }

    /** From now, from some messages ago, from where someone else left, or from nowhere that is. */
    private StartAt start(TopicFilter filter) {
        Position left = ended.stream()
                .filter(s -> s.cursor.filter().equals(filter))
                .map(s -> s.lastPosition)
                .filter(p -> p != null)
                .reduce((a, b) -> b)
                .orElse(null);
        return switch (random.nextInt(4)) {
            case 0 -> new StartAt.Last(random.nextInt(RETAINED * 2));
            case 1 -> left == null ? StartAt.LIVE : new StartAt.After(left);
            case 2 -> new StartAt.After(new Position("elsewhere", 3));
            default -> StartAt.LIVE;
        };
    }

    private void end(ScriptedSubscriber subscriber) {
        open.remove(subscriber);
        ended.add(subscriber);
        subscriber.end();
    }

    /** Lets the loop do what it was asked to, and what is due then. */
    void run() {
        channel.runPendingTasks();
        channel.advanceTimeBy(random.nextInt(3), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        List.copyOf(open).stream().filter(s -> s.cursor.isClosed()).forEach(this::end);
    }

    /** Everybody reads everything: all of them must then be at the head of their log. */
    void settle() {
        for (int round = 0; round < 3; round++) {
            List.copyOf(open).forEach(s -> {
                s.takes = Integer.MAX_VALUE;
                s.socketTakes = Integer.MAX_VALUE;
                s.becomeWritable();
            });
            run();
            channel.advanceTimeBy(rule.batch().toMillis(), TimeUnit.MILLISECONDS);
            run();
        }
        for (ScriptedSubscriber subscriber : open) {
            assertThat(subscriber.cursor.position()).as("where the cursor is").isEqualTo(subscriber.lastSeen());
        }
        open.stream()
                .map(s -> s.cursor.filter())
                .distinct()
                .forEach(filter -> assertThat(open.stream()
                                .filter(s -> s.cursor.filter().equals(filter))
                                .map(s -> s.cursor.position())
                                .distinct())
                        .as("all are at the head of " + filter)
                        .hasSize(1));
    }

    int delivered() {
        return open.stream().mapToInt(s -> s.delivered).sum()
                + ended.stream().mapToInt(s -> s.delivered).sum();
    }

    int sentDirectly() {
        return open.stream().mapToInt(s -> s.sentDirectly).sum()
                + ended.stream().mapToInt(s -> s.sentDirectly).sum();
    }

    /** Sends that went together with others. */
    int sentTogether() {
        return sends.sent();
    }

    /** Subscribers of whom it could not be said what they were sent. */
    int unknown() {
        return sends.unknown();
    }

    int gaps() {
        return open.stream().mapToInt(s -> s.gaps).sum()
                + ended.stream().mapToInt(s -> s.gaps).sum();
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(this::end);
        run();
        loop.stop();
        directory.releaseIdle();
        assertThat(loop.cursors()).isZero();
        assertThat(loop.topics()).isZero();
        assertThat(loop.runBytes()).isZero();
        assertThat(loop.ledger().open(Kind.TIMER)).isZero();
        assertThat(directory.size()).isZero();
        assertThat(engine.stats().interests()).isZero();
        allocator.assertAllReleased();
        engine.close().toCompletableFuture().join();
        channel.finishAndReleaseAll();
    }
}
