package io.broadcasthub.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Readers, writers and the budget on one small log: what a reader gets is what stands at that offset. */
class MessageLogRaceTest {
    private static final int WRITERS = 2;
    private static final int EACH = 20_000;

    private final ByteMeter meter = new ByteMeter();
    private final MessageLog log = new MessageLog(
            new TopicFilter("t"), "e", new Retention(64, 1L << 20, Duration.ofHours(1), true), () -> 0, meter);

    @Test
    void readersSeeEveryOffsetOnceAndItsOwnMessage() {
        AtomicInteger writing = new AtomicInteger(WRITERS);
        Threads.race(WRITERS + 3, i -> () -> {
            if (i < WRITERS) {
                write(i);
                writing.decrementAndGet();
            } else if (i < WRITERS + 2) {
                read(writing);
            } else {
                while (writing.get() > 0) {
                    log.giveUp(500, 1);
                    assertThat(log.latestPerKey(1)).isSorted().hasSizeLessThanOrEqualTo(WRITERS);
                }
            }
        });
        assertThat(log.head()).isEqualTo(WRITERS * EACH);
        assertThat(meter.total()).isEqualTo(log.bytes());
    }

    /** Each writer's messages are numbered by the time field. */
    private void write(int writer) {
        TopicName topic = new TopicName("w" + writer);
        Payload data = Payload.ofText("x");
        long last = 0;
        for (int n = 1; n <= EACH; n++) {
            long offset = log.append(new Message(topic, data, n, "k" + writer, null));
            assertThat(offset).isGreaterThan(last);
            last = offset;
        }
    }

    private void read(AtomicInteger writing) {
        MessageBatch batch = new MessageBatch(16);
        long[] newest = new long[WRITERS];
        long next = 1;
        while (writing.get() > 0 || next <= log.head()) {
            if (!log.read(next, 4_096, batch)) {
                long first = log.first();
                assertThat(first).isGreaterThan(next);
                next = first;
                continue;
            }
            for (int i = 0; i < batch.size(); i++) {
                Message message = batch.get(i);
                int writer = message.topic().value().charAt(1) - '0';
                assertThat(message.timeMillis()).isGreaterThan(newest[writer]);
                newest[writer] = message.timeMillis();
            }
            next += batch.size();
        }
    }
}
