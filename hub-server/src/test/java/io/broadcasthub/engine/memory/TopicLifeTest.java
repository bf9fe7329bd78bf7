package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.get;
import static io.broadcasthub.engine.EngineProbe.refused;
import static io.broadcasthub.engine.EngineProbe.retained;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.engine.EngineStats;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.engine.Published;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.Retention;
import io.broadcasthub.log.Threads;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.Position;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a topic begins and ends, and what time does to it. */
class TopicLifeTest {
    private static final Duration AGE = Duration.ofMinutes(10);
    private static final Duration PAST_AGE = AGE.plusNanos(1);

    private final MemoryEngineFixture fixture = new MemoryEngineFixture()
            .retention(new Retention(100, 1 << 20, AGE, false))
            .maxTopics(3);
    private final MemoryEngine engine = fixture.engine();
    private final EngineProbe probe = new EngineProbe(engine);

    @AfterEach
    void close() {
        get(engine.close());
    }

    @Test
    void aTopicEndsWhenItsHistoryExpiredAndBeginsAnew() {
        Published before = probe.publish("t", "x");
        fixture.ticker.advance(AGE);
        engine.sweepNow();
        assertThat(engine.stats().topics()).isEqualTo(1);

        fixture.ticker.advance(Duration.ofNanos(1));
        engine.sweepNow();
        assertThat(engine.stats()).isEqualTo(new EngineStats(0, 0, 0, 0));

        Published after = probe.publish("t", "y");
        assertThat(after.at().offset()).isEqualTo(1);
        assertThat(after.at().epoch()).isNotEqualTo(before.at().epoch());
    }

    @Test
    void aTopicWithInterestLives() {
        Interest interest = probe.subscribe("t");
        probe.publish("t", "x");
        fixture.ticker.advance(PAST_AGE);
        engine.sweepNow();

        assertThat(engine.stats()).isEqualTo(new EngineStats(1, 0, 1, Feed.OVERHEAD + 1));
        Published next = probe.publish("t", "y");
        assertThat(next.at()).isEqualTo(new Position(interest.log().epoch(), 2));

        interest.close();
        fixture.ticker.advance(PAST_AGE);
        engine.sweepNow();
        assertThat(engine.stats().topics()).isZero();
    }

    @Test
    void expiredMessagesAreNotServedEvenIfNoSweepRan() {
        Interest interest = probe.subscribe("t");
        probe.publish("t", "x");
        fixture.ticker.advance(PAST_AGE);

        assertThat(retained(interest.log())).isEmpty();
        HistoryPage page = probe.history("t");
        assertThat(page.messages()).isEmpty();
        assertThat(page.complete()).isFalse();
        assertThat(page.at()).isEqualTo(new Position(interest.log().epoch(), 1));
    }

    @Test
    void thereAreNoMoreTopicsThanAllowed() {
        probe.publish("a", "x");
        probe.publish("b", "x");
        probe.subscribe("c");

        refused(ErrorCode.OVERLOADED, () -> probe.publish("d", "x"));
        refused(ErrorCode.OVERLOADED, () -> probe.subscribe("d"));
        probe.publish("a", "y");
        assertThat(engine.stats().topics()).isEqualTo(3);

        fixture.ticker.advance(PAST_AGE);
        engine.sweepNow();
        assertThat(engine.stats().topics()).isEqualTo(1);
        probe.publish("d", "x");
    }

    @Test
    void stepsOfTheWallClockNeitherDropNorKeep() {
        Interest interest = probe.subscribe("t");
        probe.publish("t", "1");
        stepWallClock(Duration.ofHours(1));
        engine.sweepNow();
        probe.publish("t", "2");
        stepWallClock(Duration.ofHours(-2));
        engine.sweepNow();
        probe.publish("t", "3");
        fixture.ticker.advance(AGE);
        engine.sweepNow();

        List<Message> kept = retained(interest.log());
        assertThat(kept).hasSize(3);
        assertThat(kept).extracting(Message::timeMillis).isSorted();
        fixture.ticker.advance(Duration.ofNanos(1));
        assertThat(retained(interest.log())).isEmpty();
    }

    @Test
    void publishAndSubscribeSurviveRemoval() {
        Set<Position> positions = ConcurrentHashMap.newKeySet();
        AtomicInteger running = new AtomicInteger(3);
        int each = 3_000;

        Threads.race(4, i -> () -> {
            if (i == 3) {
                while (running.get() > 0) {
                    fixture.ticker.advance(PAST_AGE);
                    engine.sweepNow();
                }
                return;
            }
            for (int n = 0; n < each; n++) {
                if (i == 2) {
                    subscribePublishAndSee();
                } else {
                    assertThat(positions.add(probe.publish("t", "x").at())).isTrue();
                }
            }
            running.decrementAndGet();
        });

        assertThat(positions).hasSize(2 * each);
        assertThat(engine.stats().interests()).isZero();
        fixture.ticker.advance(PAST_AGE);
        engine.sweepNow();
        assertThat(engine.stats()).isEqualTo(new EngineStats(0, 0, 0, 0));
    }

    /** With interest, the topic cannot go: the publish lands in the log that the interest shows. */
    private void subscribePublishAndSee() {
        AtomicInteger told = new AtomicInteger();
        try (Interest interest = probe.subscribe("t", told::incrementAndGet)) {
            Position at = probe.publish("t", "x").at();
            assertThat(at.epoch()).isEqualTo(interest.log().epoch());
            assertThat(interest.log().head()).isGreaterThanOrEqualTo(at.offset());
            assertThat(told.get()).isPositive();
        }
    }

    private void stepWallClock(Duration by) {
        fixture.wallClock.updateAndGet(now -> now.plus(by));
    }
}
