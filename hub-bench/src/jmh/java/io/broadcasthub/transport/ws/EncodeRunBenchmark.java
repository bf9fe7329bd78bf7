package io.broadcasthub.transport.ws;

import io.broadcasthub.bench.Timed;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A run of messages becoming text frames, per message: what is done once however many subscribers there are. */
public class EncodeRunBenchmark extends Timed {
    private static final int RUN = 32;

    @Param({"128", "4096"})
    public int payload;

    private MessageLog log;
    private Message message;
    private ByteBuf out;

    @Setup
    public void create() {
        Retention retention = new Retention(1, 1L << 40, Duration.ofHours(1), false);
        log = new MessageLog(new TopicFilter("news"), "2x3f9k1", retention, System::nanoTime, new ByteMeter());
        message = new Message(
                new TopicName("news"), Payload.ofText("x".repeat(payload)), 1_700_000_000_000L, null, null);
        out = Unpooled.directBuffer(RUN * TextFormat.INSTANCE.sizeBound(log, Long.MAX_VALUE, message));
    }

    @TearDown
    public void release() {
        out.release();
    }

    @Benchmark
    @OperationsPerInvocation(RUN)
    public ByteBuf encode() {
        out.clear();
        for (int i = 0; i < RUN; i++) {
            TextFormat.INSTANCE.encode(log, 1_000_000 + i, message, out);
        }
        return out;
    }
}
