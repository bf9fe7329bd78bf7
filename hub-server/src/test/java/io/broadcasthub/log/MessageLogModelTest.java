package io.broadcasthub.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the log against a plain model under seeded random operations. */
class MessageLogModelTest {
    private static final int STEPS = 3_000;
    private static final TopicName TOPIC = new TopicName("t");

    private final ManualTicker ticker = new ManualTicker();
    private final ByteMeter meter = new ByteMeter();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void behavesLikeTheModel(long seed) {
        Random random = new Random(seed);
        Retention retention = new Retention(
                1 + random.nextInt(200),
                200 + random.nextInt(20_000),
                Duration.ofSeconds(1 + random.nextInt(60)),
                true);
        LogModel model = new LogModel(retention);
        MessageLog log = new MessageLog(new TopicFilter("t"), "e", retention, ticker, meter);

        for (int step = 0; step < STEPS; step++) {
            operate(random, model, log);
            model.expire(ticker.getAsLong());

            assertThat(log.head()).isEqualTo(model.head());
            assertThat(log.first()).as("seed %d step %d", seed, step).isEqualTo(model.first);
            assertThat(log.bytes()).isEqualTo(model.bytes());
            assertThat(meter.total()).isEqualTo(model.bytes());
            assertReads(random, model, log);
        }
        log.close();
        assertThat(meter.total()).isZero();
    }

    private void operate(Random random, LogModel model, MessageLog log) {
        int kind = random.nextInt(100);
        if (kind < 80) {
            Message message = message(random);
            model.append(message, ticker.getAsLong());
            assertThat(log.append(message)).isEqualTo(model.head());
        } else if (kind < 95) {
            ticker.advance(Duration.ofMillis(random.nextInt(2_000)));
        } else if (kind < 97) {
            ticker.advance(Duration.ofSeconds(random.nextInt(90)));
            log.trim();
        } else {
            long wanted = random.nextInt(5_000);
            int spare = random.nextInt(3);
            long before = model.bytes();
            model.giveUp(wanted, spare);
            assertThat(log.giveUp(wanted, spare)).isEqualTo(before - model.bytes());
        }
    }

    private static void assertReads(Random random, LogModel model, MessageLog log) {
        int capacity = 1 + random.nextInt(20);
        MessageBatch batch = new MessageBatch(capacity);
        long from = model.first - 2 + random.nextInt((int) (model.head() - model.first + 6));
        int maxBytes = 1 + random.nextInt(3_000);
        boolean readable = from >= model.first && from <= model.head() + 1;

        assertThat(log.read(from, maxBytes, batch)).isEqualTo(readable);
        List<Message> read = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            read.add(batch.get(i));
        }
        assertThat(batch.first()).isEqualTo(from);
        assertThat(read).isEqualTo(readable ? model.read(from, maxBytes, capacity) : List.of());
        assertThat(log.latestPerKey(from)).isEqualTo(model.latestPerKey(from));
    }

    private static Message message(Random random) {
        @Nullable String key = random.nextInt(3) == 0 ? null : "k" + random.nextInt(30);
        return new Message(TOPIC, Payload.ofText("x".repeat(random.nextInt(500))), random.nextLong(), key, null);
    }
}
