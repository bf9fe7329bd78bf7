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
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A topic with more subscribers than are advanced in one go lets others have their turn, sends the same to everybody, and
 * forgets nobody over it. Five subscribers, two a turn, from the last one down: e and d, then c and b, then a.
 */
class LongFanOutTest {
    private static final TopicFilter FILTER = new TopicFilter("t");
    private static final int TURN = 2;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FakeEngine engine = new FakeEngine();
    private final List<String> events = new ArrayList<>();
    private final TrackingAllocator allocator = new TrackingAllocator();
    private final Map<String, Cursor> cursors = new HashMap<>();
    private final Map<String, FakeSubscriber> subscribers = new HashMap<>();
    private MessageLog log = log("e", 10);
    private Duration batch = Duration.ZERO;
    private LoopTopics topics;

    @BeforeEach
    void open() {
        channel.freezeTime();
        begin(SlowPolicy.GAP);
    }

    private void begin(SlowPolicy policy) {
        TopicRule rule = Rules.of(policy, batch);
        engine.log = log;
        topics = new LoopTopics(
                channel.eventLoop(),
                new TopicDirectory(engine, Duration.ZERO, System::nanoTime),
                filter -> rule,
                new HubMetrics(),
                IdleGovernor.of(new HubMetrics()),
                allocator,
                1_000,
                TURN);
        List.of("a", "b", "c", "d", "e").forEach(name -> subscribe(name, StartAt.LIVE));
        events.clear();
    }

    @AfterEach
    void end() {
        List.copyOf(cursors.values()).forEach(Cursor::close);
        assertThat(topics.topics()).isZero();
        assertThat(timers()).isZero();
        assertThat(topics.runBytes()).isZero();
        allocator.assertAllReleased();
        channel.finishAndReleaseAll();
    }

    private static MessageLog log(String epoch, int messages) {
        return new MessageLog(
                FILTER, epoch, new Retention(messages, 1 << 20, Duration.ofHours(1), true), () -> 0, new ByteMeter());
    }

    private void subscribe(String name, StartAt start) {
        FakeSubscriber subscriber = new FakeSubscriber(name, events);
        Cursor cursor = topics.open(subscriber, FILTER);
        cursors.put(name, cursor);
        subscribers.put(name, subscriber);
        cursor.start(start, subscriber);
    }

    private void append(String... keys) {
        for (String key : keys) {
            log.append(new Message(new TopicName("t"), Payload.ofJson("1"), 0, key, null));
        }
    }

    private void publish() {
        append("k");
        engine.listener().headMoved();
    }

    /** Something that others of the loop have to do after the first turn. */
    private void meanwhile(Runnable work) {
        channel.eventLoop().execute(() -> {
            events.add("others");
            work.run();
        });
        run();
    }

    private void run() {
        for (int turn = 0; turn < 10; turn++) {
            channel.runPendingTasks();
        }
    }

    private List<String> deliveries() {
        return events.stream().filter(event -> !event.endsWith("flush")).toList();
    }

    private long timers() {
        return topics.ledger().open(Kind.TIMER);
    }

    @Test
    void othersHaveTheirTurnInBetween() {
        publish();
        meanwhile(() -> {
            assertThat(timers()).isEqualTo(1);
            assertThat(topics.runBytes())
                    .as("what is encoded is kept for the others")
                    .isPositive();
        });
        assertThat(deliveries())
                .containsExactly("e deliver 1", "d deliver 1", "others", "c deliver 1", "b deliver 1", "a deliver 1");
        assertThat(timers()).isZero();
        assertThat(topics.runBytes()).isZero();
    }

    /** One message is retained: with the next one the log gives up what some have not been sent. */
    @Test
    void whoWaitsForItsTurnIsNotSlow() {
        List.copyOf(cursors.values()).forEach(Cursor::close);
        log = log("e", 1);
        begin(SlowPolicy.CLOSE);
        publish();
        meanwhile(() -> {
            publish();
            topics.releaseRuns();
        });
        for (String name : List.of("a", "b", "c", "d", "e")) {
            assertThat(deliveries())
                    .filteredOn(event -> event.startsWith(name + " "))
                    .containsExactly(name + " deliver 1", name + " deliver 2");
        }
    }

    /** Handed over as a task it would come before the loop asks its sockets again. */
    @Test
    void theNextTurnIsNoTaskOfTheSameRound() {
        publish();
        List<String> ready = new ArrayList<>();
        channel.eventLoop().execute(() -> channel.eventLoop().execute(() -> ready.addAll(deliveries())));
        run();
        assertThat(ready).containsExactly("e deliver 1", "d deliver 1");
    }

    @Test
    void whatIsPublishedMeanwhileGoesToAllInTheNextFanOut() {
        publish();
        meanwhile(() -> {
            publish();
            publish();
        });
        assertThat(deliveries())
                .as("nobody is served both at once while others are served the first one only")
                .containsExactly(
                        "e deliver 1",
                        "d deliver 1",
                        "others",
                        "c deliver 1",
                        "b deliver 1",
                        "a deliver 1",
                        "e deliver 3",
                        "d deliver 3",
                        "c deliver 3",
                        "b deliver 3",
                        "a deliver 3");
        assertThat(timers()).isZero();
    }

    @Test
    void whoGoesMeanwhileHidesNobody() {
        for (String gone : List.of("a", "c", "d", "e")) {
            publish();
            meanwhile(() -> cursors.remove(gone).close());
            List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
            if (!gone.equals("d") && !gone.equals("e")) {
                names.remove(gone);
            }
            assertThat(deliveries())
                    .as(gone + " goes")
                    .filteredOn(event -> !event.equals("others"))
                    .containsExactlyInAnyOrderElementsOf(names.stream()
                            .map(name -> name + " deliver " + log.head())
                            .toList());
            subscribe(gone, StartAt.LIVE);
            // The places are as in the beginning.
            List.of("a", "b", "c", "d", "e")
                    .forEach(name -> cursors.remove(name).close());
            List.of("a", "b", "c", "d", "e").forEach(name -> subscribe(name, StartAt.LIVE));
            events.clear();
        }
    }

    @Test
    void whoComesMeanwhileBeginsWhereTheLogIs() {
        publish();
        meanwhile(() -> {
            publish();
            subscribe("late", StartAt.LIVE);
        });
        publish();
        run();
        assertThat(deliveries())
                .filteredOn(event -> event.startsWith("late"))
                .containsExactly("late subscribed at 2", "late deliver 3");
    }

    /** Were it brought to the newest message, it would leave a piece that everybody else had to be sent by itself. */
    @Test
    void whoResumesMeanwhileGoesAsFarAsTheOthers() {
        append("k", "k");
        publish();
        meanwhile(() -> {
            publish();
            subscribe("late", new StartAt.After(new Position("e", 1)));
            events.add("begun");
        });
        assertThat(deliveries())
                .filteredOn(event -> event.startsWith("late") || event.equals("begun"))
                .containsExactly("late subscribed at 4", "late deliver 3", "begun", "late deliver 4");
        assertThat(deliveries())
                .filteredOn(event -> event.startsWith("a "))
                .containsExactly("a deliver 3", "a deliver 4");
    }

    @Test
    void whoBecomesWritableMeanwhileGoesAsFarAsTheOthers() {
        subscribers.get("e").room = 0;
        publish();
        meanwhile(() -> {
            publish();
            subscribers.get("e").room = 9;
            cursors.get("e").advance();
            events.add("written");
        });
        assertThat(deliveries())
                .filteredOn(event -> event.startsWith("e") || event.equals("written"))
                .containsExactly("e deliver 1", "written", "e deliver 2");
    }

    @Test
    void endsWithTheLastSubscriber() {
        publish();
        meanwhile(() -> {
            publish();
            List.copyOf(cursors.values()).forEach(Cursor::close);
            assertThat(timers()).isZero();
        });
        assertThat(deliveries()).containsExactly("e deliver 1", "d deliver 1", "others");
    }

    @Test
    void goesOnAfterOneThatFails() {
        cursors.remove("e").close();
        subscribe("broken", StartAt.LIVE);
        events.clear();
        publish();
        meanwhile(this::publish);
        assertThat(deliveries()).contains("broken failed", "a deliver 1", "d deliver 2", "a deliver 2");
    }

    @Test
    void aLogThatBeginsAgainMeanwhileIsDeliveredWhole() {
        append("k", "k", "k");
        publish();
        meanwhile(() -> {
            log = log("f", 10);
            engine.log = log;
            publish();
            publish();
        });
        assertThat(deliveries())
                .containsExactly(
                        "e deliver 4",
                        "d deliver 4",
                        "others",
                        "c gap none to 1 restarted",
                        "c deliver 2",
                        "b gap none to 1 restarted",
                        "b deliver 2",
                        "a gap none to 1 restarted",
                        "a deliver 2",
                        "e gap 4 to 1 restarted",
                        "e deliver 2",
                        "d gap 4 to 1 restarted",
                        "d deliver 2");
    }

    /** The new log's first message comes behind the end of the fan-out under way. */
    @Test
    void aLogThatBeginsAgainFurtherOnIsDeliveredWhole() {
        publish();
        meanwhile(() -> {
            log = log("f", 2);
            engine.log = log;
            append("k", "k", "k", "k");
            publish();
        });
        for (String name : List.of("a", "b", "c", "d", "e")) {
            assertThat(deliveries())
                    .filteredOn(event -> event.startsWith(name + " "))
                    .as(name)
                    .endsWith(name + " deliver 5");
            assertThat(cursors.get(name).lag()).isZero();
        }
    }

    /** Of what conflation leaves some may be newer than what the others are brought to. */
    @Test
    void conflatesMeanwhile() {
        cursors.values().forEach(Cursor::close);
        log = log("e", 4);
        begin(SlowPolicy.LATEST);
        subscribers.get("e").room = 0;
        append("x", "x", "x", "x", "k", "l");
        engine.listener().headMoved();
        meanwhile(() -> {
            append("l", "l");
            engine.listener().headMoved();
            topics.releaseRuns();
            subscribers.get("e").room = 9;
            cursors.get("e").advance();
        });
        assertThat(deliveries())
                .filteredOn(event -> event.startsWith("e "))
                .containsExactly("e gap none to 5 slow", "e deliver 5", "e deliver 8");
        assertThat(deliveries())
                .filteredOn(event -> event.startsWith("d "))
                .containsExactly("d gap none to 4 slow", "d deliver 4", "d deliver 5", "d deliver 6", "d deliver 8");
    }

    /** The rule's time counts from the publish, and a fan-out takes some of it. */
    @Test
    void whatIsPublishedMeanwhileWaitsForOthersAsTheRuleSays() {
        cursors.values().forEach(Cursor::close);
        batch = Duration.ofMillis(5);
        begin(SlowPolicy.GAP);
        subscribers.get("d").delivered = () -> pass(Duration.ofMillis(2));
        subscribers.get("c").delivered = () -> pass(Duration.ofMillis(1));
        publish();
        channel.runPendingTasks();
        pass(Duration.ofMillis(5));
        channel.runPendingTasks();
        assertThat(deliveries()).containsExactly("e deliver 1", "d deliver 1");

        publish();
        run();
        assertThat(deliveries()).hasSize(5);
        pass(Duration.ofMillis(4).minusNanos(1));
        run();
        assertThat(deliveries()).hasSize(5);
        pass(Duration.ofNanos(1));
        run();
        assertThat(deliveries()).contains("e deliver 2", "d deliver 2");
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
