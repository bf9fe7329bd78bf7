package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.get;
import static io.broadcasthub.engine.EngineProbe.retained;
import static io.broadcasthub.engine.EngineProbe.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.Threads;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All logs together stay within the budget; the idle give first. */
class BudgetTest {
    private static final int COST = new Message(new TopicName("t"), Payload.ofText("0"), 0, null, null).cost();

    /** What a topic of one letter costs, whatever is retained of it. */
    private static final int TOPIC = Feed.OVERHEAD + 1;

    /** Room for these topics, and for six messages of theirs. */
    private static final List<String> TOPICS = List.of("a", "b", "c");

    private static final long OWN = (long) TOPICS.size() * TOPIC;

    private final MemoryEngineFixture fixture = new MemoryEngineFixture().budget(OWN + 6L * COST);
    private final MemoryEngine engine = fixture.engine();
    private final EngineProbe probe = new EngineProbe(engine);

    /** So that they do not end. */
    @BeforeEach
    void subscribe() {
        TOPICS.forEach(probe::subscribe);
    }

    @AfterEach
    void close() {
        get(engine.close());
    }

    @Test
    void theTopicIdleLongestGivesItsOldestFirst() {
        publish("a", 2);
        publish("b", 2);
        publish("c", 2);
        assertRetained(2, 2, 2);

        publish("c", 1);
        assertRetained(1, 2, 3);
        publish("c", 2);
        assertRetained(0, 1, 5);
        publish("c", 1);
        assertRetained(0, 0, 6);
    }

    @Test
    void aTopicThatWasWrittenToAgainIsNotIdle() {
        publish("a", 2);
        publish("b", 2);
        publish("a", 2);

        publish("c", 1);

        assertRetained(4, 1, 1);
    }

    @Test
    void theWriterGivesItsOwnOldestWhenNobodyElseHasAny() {
        publish("a", 9);

        assertRetained(6, 0, 0);
        assertThat(probe.history("a").first()).isEqualTo(4);
        assertThat(probe.history("a").complete()).isFalse();
    }

    @Test
    void theWriterGivesLastEvenIfItsPlaceIsNotUpToDate() {
        probe.publish("a", "0");
        probe.publish("b", "0");
        for (int i = 0; i < 5; i++) {
            probe.publish("a", "0");
        }

        assertRetained(6, 0, 0);
    }

    @Test
    void aTopicThatGaveEverythingGivesAgainLater() {
        publish("a", 1);
        publish("b", 6);
        assertRetained(0, 6, 0);
        publish("a", 1);
        assertRetained(1, 5, 0);
        publish("c", 6);
        assertRetained(0, 0, 6);
    }

    @Test
    void offsetsGoOnAfterHistoryWasGivenUp() {
        String epoch = probe.publish("a", "0").at().epoch();
        publish("b", 6);

        assertThat(probe.publish("a", "0").at().offset()).isEqualTo(2);
        assertThat(probe.history("a").epoch()).isEqualTo(epoch);
    }

    @Test
    void aMessageLargerThanTheBudgetIsDeliveredStill() {
        Interest interest = probe.subscribe("a");
        String large = "x".repeat(10 * COST);
        publish("b", 3);

        probe.publish("a", large);

        assertThat(texts(retained(interest.log()))).containsExactly(large);
        assertThat(probe.history("b").messages()).isEmpty();
    }

    /** The pattern itself is as much as four messages, so there is no room left for two messages in both logs. */
    @Test
    void patternsAndTheirLogsCountAndGiveToo() {
        Interest pattern = probe.subscribe("*");
        assertThat(engine.stats().bytes()).isEqualTo(OWN + TOPIC);

        publish("a", 2);

        assertThat(pattern.log().first()).isEqualTo(3);
        assertThat(retained(pattern.log())).isEmpty();
        assertThat(probe.history("a").messages()).hasSize(2);
        assertThat(engine.stats().bytes()).isEqualTo(OWN + TOPIC + 2L * COST);
    }

    @Test
    void dedupeNamesCountAndAreGivenUpAfterMessages() {
        probe.publish("a", "0", "name");
        long held = engine.stats().bytes();
        assertThat(held).isGreaterThan(OWN + COST);

        publish("b", 4);
        assertThat(probe.history("a").messages()).isEmpty();
        assertThat(probe.publish("a", "0", "name").repeated()).isTrue();
        publish("b", 1);
        assertThat(probe.publish("a", "0", "name").repeated()).isFalse();
        assertThat(engine.stats().bytes()).isLessThanOrEqualTo(OWN + 6L * COST);
    }

    @Test
    void aTopicNobodyIsSubscribedToEndsWhenItHasNothingLeftToGive() {
        String epoch = probe.publish("x", "0").at().epoch();
        fixture.ticker.advance(Duration.ofSeconds(2));
        publish("a", 6);

        assertThat(engine.stats().topics()).isEqualTo(TOPICS.size());
        assertThat(engine.stats().bytes()).isEqualTo(OWN + 6L * COST);
        assertThat(probe.publish("x", "0").at().epoch()).isNotEqualTo(epoch);
    }

    @Test
    void manySmallTopicsAreNoMoreThanTheBudgetHolds() {
        for (int i = 0; i < 500; i++) {
            publish("x" + i, 1);
            assertThat(engine.stats().bytes()).isLessThanOrEqualTo(OWN + 6L * COST);
        }
        assertThat(probe.history("x499").messages()).as("the newest is there").hasSize(1);
        assertThat(engine.stats().topics()).isLessThan(10);
    }

    @Test
    void aTopicWhoseSubscriberLeftLaterEndsToo() {
        Interest interest = probe.subscribe("x");
        publish("x", 1);
        publish("a", 6);
        assertThat(engine.stats().topics()).as("there is somebody").isEqualTo(TOPICS.size() + 1);

        interest.close();
        engine.sweepNow();
        publish("a", 6);

        assertThat(engine.stats().topics()).isEqualTo(TOPICS.size());
        assertRetained(6, 0, 0);
    }

    @Test
    void isKeptByManyPublishers() {
        int largest = COST + 200;
        int publishers = 4;
        int topics = 20;
        // The cache learns of topics by a queue. A thread held up as it enters one stops it for all behind it. What the
        // cache does not know of cannot give; but each topic's writer leaves it no more than one message.
        long underWay = topics * (TOPIC + 2L + largest);
        Threads.race(publishers, p -> () -> {
            Random random = new Random(p);
            for (int i = 0; i < 1_000; i++) {
                probe.publish("t" + random.nextInt(topics), "x".repeat(random.nextInt(200)));
                assertThat(engine.stats().bytes()).isLessThanOrEqualTo(OWN + 6L * COST + underWay);
            }
        });

        probe.publish("last", "0");
        assertThat(engine.stats().bytes()).isBetween((long) COST, OWN + 6L * COST);
    }

    /** Two seconds apart, since idleness is told by the second. */
    private void publish(String topic, int count) {
        for (int i = 0; i < count; i++) {
            probe.publish(topic, "0");
            fixture.ticker.advance(Duration.ofSeconds(2));
        }
    }

    private void assertRetained(int a, int b, int c) {
        assertThat(probe.history("a").messages()).hasSize(a);
        assertThat(probe.history("b").messages()).hasSize(b);
        assertThat(probe.history("c").messages()).hasSize(c);
        assertThat(engine.stats().bytes()).isEqualTo(OWN + (long) (a + b + c) * COST);
    }
}
