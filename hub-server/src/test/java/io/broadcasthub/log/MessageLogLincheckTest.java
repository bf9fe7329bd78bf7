package io.broadcasthub.log;

import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import io.broadcasthub.testkit.ModelCheck;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever publishers, readers and the budget do at once, each of their steps happens at one moment. */
@Tag("lincheck")
class MessageLogLincheckTest {
    private static final int RETAINED = 2;

    /** A log of two messages; the answers are numbers, so that they can be compared. */
    @Param(name = "offset", gen = IntGen.class, conf = "1:3")
    public static class Ours {
        private final MessageLog log = new MessageLog(
                new TopicFilter("t"),
                "e",
                new Retention(RETAINED, 1 << 20, Duration.ofHours(1), false),
                () -> 0,
                new ByteMeter());

        @Operation
        public long append() {
            return log.append(message(log.head()));
        }

        private static Message message(long head) {
            return new Message(new TopicName("t"), Payload.ofText("x"), head, null, null);
        }

        @Operation
        public long head() {
            return log.head();
        }

        @Operation
        public long first() {
            return log.first();
        }

        @Operation
        public int read(@Param(name = "offset") int from) {
            MessageBatch batch = new MessageBatch(RETAINED);
            return log.read(from, Integer.MAX_VALUE, batch) ? batch.size() : -1;
        }

        @Operation
        public long giveUp() {
            return log.giveUp(1, 1);
        }

        @Operation
        public void close() {
            log.close();
        }
    }

    /** Shows the new head before the message is in its place. */
    public static class ShowsTheHeadFirst {
        private final AtomicInteger head = new AtomicInteger();
        private final AtomicInteger messages = new AtomicInteger();

        @Operation(nonParallelGroup = "publishers")
        public void append() {
            head.incrementAndGet();
            messages.incrementAndGet();
        }

        @Operation
        public int head() {
            return head.get();
        }

        @Operation
        public int messages() {
            return messages.get();
        }
    }

    @Test
    void everyStepHappensAtOneMoment() {
        ModelCheck.holds(Ours.class);
    }

    @Test
    void twinThatShowsTheHeadBeforeTheMessageIsFound() {
        ModelCheck.breaks(ShowsTheHeadFirst.class, "Invalid execution results");
    }
}
