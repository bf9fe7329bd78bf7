package io.broadcasthub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.limits.IdleGovernor;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import io.broadcasthub.testkit.Allocated;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A message costs its loop the same heap however many it goes to: nothing is allocated for a delivery, whichever way it
 * goes. Here up to the connection; with connections, sockets and all: {@code FanOutAllocationIT}.
 */
class FanOutAllocationTest {
    private static final TopicFilter FILTER = new TopicFilter("t");
    private static final int FEW = 100;
    private static final int MANY = 2_000;
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 200;
    /** For the timers of a fan-out in turns, one for every {@link LoopTopics#TURN}; far less than the smallest object a delivery. */
    private static final long MORE = 3 << 10;

    /** How a delivery reaches its socket. */
    enum Way {
        ONE_BY_ONE,
        TOGETHER,
        CHANNEL
    }

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FakeEngine engine = new FakeEngine();
    private final MessageLog log = new MessageLog(
            FILTER, "e", new Retention(10, 1 << 20, Duration.ofHours(1), false), () -> 0, new ByteMeter());
    private long served;

    @ParameterizedTest
    @EnumSource
    void aDeliveryAllocatesNothing(Way way) {
        Allocated.assumeCounted();
        long few = perMessage(way, FEW);
        long many = perMessage(way, MANY);
        assertThat(many - few)
                .as("bytes for a message to %d subscribers beyond those for one to %d (%d)", MANY, FEW, few)
                .isLessThan(MORE);
    }

    /** The least of many rounds: now and then the virtual machine allocates something itself. */
    private long perMessage(Way way, int subscribers) {
        LoopTopics topics = topics();
        if (way == Way.TOGETHER) {
            topics.sendBy(new Batch());
        }
        List<Cursor> cursors = new ArrayList<>();
        for (int i = 0; i < subscribers; i++) {
            Counting subscriber = new Counting(way != Way.CHANNEL);
            Cursor cursor = topics.open(subscriber, FILTER);
            cursor.start(StartAt.LIVE, subscriber);
            cursors.add(cursor);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            served = 0;
            long before = Allocated.byThisThread();
            log.append(new Message(new TopicName("t"), Payload.ofJson("1"), 0, null, null));
            engine.listener().headMoved();
            while (served < subscribers) {
                channel.runPendingTasks();
            }
            long spent = Allocated.byThisThread() - before;
            assertThat(served).isEqualTo(subscribers);
            least = round < WARM_UP ? least : Math.min(least, spent);
        }
        cursors.forEach(Cursor::close);
        topics.stop();
        return least;
    }

    private LoopTopics topics() {
        engine.log = log;
        return new LoopTopics(
                channel.eventLoop(),
                new TopicDirectory(engine, Duration.ZERO, System::nanoTime),
                filter -> Rules.of(SlowPolicy.GAP, Duration.ZERO),
                new HubMetrics(),
                IdleGovernor.of(new HubMetrics()),
                // Leak detection, which in tests looks at every buffer, writes down whoever touches one.
                new UnpooledByteBufAllocator(true, true),
                1_000,
                LoopTopics.TURN);
    }

    /** Takes everything, and keeps nothing. */
    private final class Counting implements Subscriber, SubscribeOutcome {
        private final boolean direct;

        Counting(boolean direct) {
            this.direct = direct;
        }

        @Override
        public MessageFormat format() {
            return OneByte.FORMAT;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean takesDirectly() {
            return direct;
        }

        @Override
        public int sendDirectly(long address, int start, int end) {
            served++;
            return end - start;
        }

        @Override
        public void addTo(SendBatch batch, long address, int start, int end) {
            batch.add(1, address + start, end - start);
        }

        @Override
        public boolean deliver(Cursor cursor, ByteBuf bytes, int start, int end, long last) {
            served++;
            return true;
        }

        @Override
        public void flush() {}

        @Override
        public void flushSoon() {}

        @Override
        public void gap(Cursor cursor, ServerFrame.Gap gap) {
            throw new AssertionError(gap);
        }

        @Override
        public void tooSlow(Cursor cursor) {
            throw new AssertionError("too slow");
        }

        @Override
        public void failed(Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void subscribed(@Nullable Position at, @Nullable Boolean recovered) {}

        @Override
        public void refused(HubException why) {
            throw new AssertionError(why);
        }
    }

    /** Every socket takes all of it. */
    private final class Batch implements SendBatch {
        private final int[] outcomes = new int[most()];
        private int size;

        @Override
        public int least() {
            return 2;
        }

        @Override
        public int most() {
            return 512;
        }

        @Override
        public void add(int socket, long address, int length) {
            outcomes[size++] = length;
        }

        @Override
        public int[] send() {
            served += size;
            size = 0;
            return outcomes;
        }

        @Override
        public void close() {}
    }

    private enum OneByte implements MessageFormat {
        FORMAT;

        @Override
        public void encode(LogView log, long offset, Message message, ByteBuf out) {
            out.writeByte(1);
        }

        @Override
        public int sizeBound(LogView log, long offset, Message message) {
            return 1;
        }
    }
}
