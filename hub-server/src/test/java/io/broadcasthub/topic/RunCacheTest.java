package io.broadcasthub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.ledger.Ledger;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import io.broadcasthub.wire.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of the runs kept for cursors that fell behind is taken again. */
class RunCacheTest {
    private static final MessageFormat FORMAT = new FakeSubscriber("any", new ArrayList<>()).format();

    private static final long NEWEST = Long.MAX_VALUE;

    private final TrackingAllocator allocator = new TrackingAllocator();
    private final RunBudget budget = new RunBudget(allocator, 1 << 16, new Ledger());
    private final RunCache cache = new RunCache(budget, new TopicFilter("t"));

    @AfterEach
    void end() {
        cache.release();
        assertThat(budget.held()).isZero();
        allocator.assertAllReleased();
    }

    private static MessageLog log(String epoch) {
        MessageLog log = new MessageLog(
                new TopicFilter("t"),
                epoch,
                new Retention(10, 1 << 20, Duration.ofHours(1), false),
                () -> 0,
                new ByteMeter());
        for (int i = 0; i < 3; i++) {
            log.append(new Message(new TopicName("t"), Payload.ofJson("1"), 0, null, null));
        }
        return log;
    }

    @Test
    void whoComesToTheSamePlaceSharesTheRun() {
        MessageLog log = log("a");
        EncodedRun run = cache.find(FORMAT, log, 1, NEWEST);
        assertThat(cache.find(FORMAT, log, 2, NEWEST)).isSameAs(run);
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void endsWhereTheFanOutEnds() {
        MessageLog log = log("a");
        assertThat(cache.find(FORMAT, log, 1, 2).to).isEqualTo(2);
        EncodedRun rest = cache.find(FORMAT, log, 3, NEWEST);
        assertThat(rest.from).isEqualTo(3);
        assertThat(rest.to).isEqualTo(3);
    }

    /** The same offsets are other messages there: an engine that lost its log began a new one. */
    @Test
    void aRunIsNotTakenForOneOfAnotherEpoch() {
        EncodedRun run = cache.find(FORMAT, log("a"), 1, NEWEST);
        assertThat(cache.find(FORMAT, log("b"), 1, NEWEST)).isNotNull().isNotSameAs(run);
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void whatIsNotRetainedIsNotThere() {
        MessageLog log = log("a");
        log.giveUp(1, 2);
        assertThat(cache.find(FORMAT, log, 2, NEWEST)).isNotNull();
        assertThat(cache.find(FORMAT, log, 1, NEWEST)).isNull();
    }
}
