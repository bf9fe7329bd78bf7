package io.broadcasthub.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageLogTest {
    private static final Duration AGE = Duration.ofSeconds(10);
    private static final int COST = message(null).cost();

    private final ManualTicker ticker = new ManualTicker();
    private final ByteMeter meter = new ByteMeter();

    @Test
    void isEmptyAtFirst() {
        MessageLog log = log(10, 10_000, false);

        assertThat(log.head()).isZero();
        assertThat(log.first()).isEqualTo(1);
        assertThat(log.read(1, 100, new MessageBatch(1))).isTrue();
        assertThat(log.read(2, 100, new MessageBatch(1))).isFalse();
        assertThat(log.read(0, 100, new MessageBatch(1))).isFalse();
        assertThat(log.trim()).as("history is over").isTrue();
    }

    @Test
    void keepsAsManyAsItMay() {
        MessageLog log = log(3, 10_000, false);

        append(log, 3);
        assertThat(log.first()).isEqualTo(1);
        append(log, 1);
        assertThat(log.first()).isEqualTo(2);
        assertThat(log.head()).isEqualTo(4);
    }

    @Test
    void keepsAsManyBytesAsItMay() {
        MessageLog log = log(100, 3L * COST, false);

        append(log, 3);
        assertThat(log.first()).isEqualTo(1);
        append(log, 1);
        assertThat(log.first()).isEqualTo(2);
        assertThat(meter.total()).isEqualTo(3L * COST);
    }

    @Test
    void keepsTheNewestEvenIfItIsTooLarge() {
        MessageLog log = log(100, COST - 1L, false);

        append(log, 2);

        assertThat(log.first()).isEqualTo(2);
        assertThat(meter.total()).isEqualTo(COST);
    }

    @Test
    void keepsNothingIfToldTo() {
        MessageLog log = log(0, 10_000, true);

        append(log, 2);

        assertThat(log.head()).isEqualTo(2);
        assertThat(log.first()).isEqualTo(3);
        assertThat(log.latestPerKey(1)).isEmpty();
        assertThat(meter.total()).isZero();
    }

    @Test
    void aMessageExpiresWhenItIsOlderThanTheAgeAndNotBefore() {
        MessageLog log = log(100, 10_000, false);
        append(log, 1);
        ticker.advance(Duration.ofNanos(1));
        append(log, 1);

        ticker.advance(AGE.minusNanos(1));
        assertThat(log.read(1, 10_000, new MessageBatch(9))).isTrue();
        ticker.advance(Duration.ofNanos(1));
        assertThat(log.read(1, 10_000, new MessageBatch(9))).isFalse();
        assertThat(log.first()).isEqualTo(2);
        assertThat(log.trim()).as("history is over").isFalse();
        ticker.advance(Duration.ofNanos(1));
        assertThat(log.trim()).as("history is over").isTrue();
        assertThat(log.first()).isEqualTo(3);
        assertThat(meter.total()).isZero();
    }

    @Test
    void historyThatWasGivenUpIsNotOverBeforeItsTime() {
        MessageLog log = log(100, 10_000, false);
        append(log, 1);

        assertThat(log.giveUp(1, 0)).isEqualTo(COST);

        assertThat(log.trim()).isFalse();
        assertThat(log.head()).isEqualTo(1);
        ticker.advance(AGE.plusNanos(1));
        assertThat(log.trim()).isTrue();
    }

    @Test
    void findsTheLatestOfEachKeyInOrder() {
        MessageLog log = log(4, 10_000, true);
        for (String key : new String[] {"a", "b", null, "a", "c", null}) {
            log.append(message(key));
        }

        assertThat(log.latestPerKey(1)).containsExactly(4, 5, 6);
        assertThat(log.latestPerKey(5)).containsExactly(5, 6);
        append(log, 3);
        assertThat(log.latestPerKey(1)).containsExactly(9);
    }

    @Test
    void findsKeysAnewOnceEverythingWasGivenUp() {
        MessageLog log = log(4, 10_000, true);
        log.append(message("a"));
        log.append(message("b"));
        log.giveUp(Long.MAX_VALUE, 0);
        assertThat(log.latestPerKey(1)).isEmpty();

        log.append(message("b"));

        assertThat(log.latestPerKey(1)).containsExactly(3);
    }

    @Test
    void aClosedLogTakesNothing() {
        MessageLog log = log(10, 10_000, true);
        append(log, 3);

        log.close();

        assertThat(log.append(message("k"))).isZero();
        assertThat(log.head()).isEqualTo(3);
        assertThat(log.first()).isEqualTo(4);
        assertThat(meter.total()).isZero();
    }

    @Test
    void theRingGrowsAndShrinksWithItsContent() {
        MessageRing ring = new MessageRing(1, false);
        assertThat(ring.capacity()).isZero();
        ring.add(message(null), 1);
        assertThat(ring.capacity()).isEqualTo(1);
        for (int i = 1; i < 1_000; i++) {
            ring.add(message(null), 1);
        }
        assertThat(ring.capacity()).isEqualTo(1_024);

        while (ring.size() > 100) {
            ring.removeOldest();
        }
        ring.compact();
        assertThat(ring.capacity()).isEqualTo(128);
        assertThat(ring.first()).isEqualTo(901);
        assertThat(ring.get(1_000)).isNotNull();
        assertThat(ring.head()).isEqualTo(1_000);
    }

    private MessageLog log(int messages, long bytes, boolean conflate) {
        Retention retention = new Retention(messages, bytes, AGE, conflate);
        return new MessageLog(new TopicFilter("t"), "e", retention, ticker, meter);
    }

    private static void append(MessageLog log, int count) {
        for (int i = 0; i < count; i++) {
            log.append(message(null));
        }
    }

    private static Message message(@Nullable String key) {
        return new Message(new TopicName("t"), Payload.ofText("data"), 0, key, null);
    }
}
