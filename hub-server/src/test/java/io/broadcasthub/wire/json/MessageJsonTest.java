package io.broadcasthub.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short way from log to bytes yields what the protocol's codec yields, and as much as it says. */
class MessageJsonTest {
    private static final String[] TEXTS = {
        "", "k", "say \"hi\"\\", "line\nbreak\t\u0001\u007f", "é€😀", "\u2028\u2029", "/", "x".repeat(300)
    };
    private static final String[] FILTERS = {"orders.eu", "orders.*", "orders.**", "**"};
    private static final String[] DATA = {"1", "null", "\"é\"", "{\"a\":[1,2,{\"b\":-1.5e3}]}", "[ ]", "\"\\u2028\""};
    private static final long[] NUMBERS = {0, 1, 9, 10, 99, 100, 999_999_999, 1_000_000_000, Position.MAX_OFFSET};

    private final JsonFrameCodec codec = new JsonFrameCodec();

    private static MessageLog log(String filter, String epoch) {
        Retention retention = new Retention(10, 1 << 20, Duration.ofHours(1), false);
        return new MessageLog(new TopicFilter(filter), epoch, retention, System::nanoTime, new ByteMeter());
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    @Test
    void writesTheCodecsBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            MessageLog log = log(any(random, FILTERS), any(random, new String[] {"e", "0bZKwMsA2", "a_b-C9"}));
            Message message = new Message(
                    new TopicName("orders.eu"),
                    Payload.ofJson(any(random, DATA)),
                    NUMBERS[random.nextInt(NUMBERS.length)],
                    random.nextBoolean() ? null : any(random, TEXTS),
                    random.nextBoolean() ? null : any(random, TEXTS));
            assertSame(log, Math.max(1, NUMBERS[random.nextInt(NUMBERS.length)]), message);
        }
    }

    private void assertSame(MessageLog log, long offset, Message message) {
        TopicFilter source = log.source();
        byte[] expected = codec.write(new ServerFrame.Message(
                message.topic(),
                new Position(log.epoch(), offset),
                message.data(),
                Instant.ofEpochMilli(message.timeMillis()),
                source.isPattern() ? source : null,
                message.key(),
                message.trace()));
        ByteBuf out = Unpooled.buffer();
        MessageJson.write(log, offset, message, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(new String(expected, StandardCharsets.UTF_8));
        assertThat(MessageJson.size(log, offset, message)).isEqualTo(expected.length);
        out.release();
    }
}
