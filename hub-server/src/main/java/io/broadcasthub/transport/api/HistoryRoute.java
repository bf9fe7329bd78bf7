package io.broadcasthub.transport.api;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.TopicName;
import io.broadcasthub.transport.Answers;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.GetRoute;
import io.broadcasthub.transport.MediaTypes;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code GET /topics/{topic}/messages}: retained messages, a page at a time. */
public final class HistoryRoute extends GetRoute {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    /** A page ends early rather than grow beyond this. */
    private static final int MAX_BYTES = 4 << 20;

    private final Engine engine;
    private final FrameCodec codec;

    public HistoryRoute(Engine engine, FrameCodec codec) {
        super("/topics/{topic}/messages");
        this.engine = engine;
        this.codec = codec;
    }

    @Override
    @OnLoop
    public void handle(Exchange exchange) {
        TopicName topic = new TopicName(exchange.variable());
        String after = exchange.parameter("after");
        int limit = Math.min(MAX_LIMIT, exchange.intParameter("limit", 1, DEFAULT_LIMIT));
        Position position = after == null || after.isEmpty() ? null : Position.parse(after);
        Answers.when(
                engine.history(topic, position, limit),
                exchange,
                topic.value(),
                page -> exchange.respond(HttpResponseStatus.OK, MediaTypes.JSON, body(topic, page)));
    }

    private byte[] body(TopicName topic, HistoryPage page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        write(out, "{\"topic\":\"" + topic + "\",\"complete\":" + page.complete());
        if (page.at() != null) {
            write(out, ",\"at\":\"" + page.at() + '"');
        }
        write(out, ",\"messages\":[");
        for (int i = 0; i < page.messages().size() && out.size() < MAX_BYTES; i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(codec.write(
                    message(page.epoch(), page.first() + i, page.messages().get(i))));
        }
        write(out, "]}");
        return out.toByteArray();
    }

    private static ServerFrame.Message message(@Nullable String epoch, long offset, Message message) {
        if (epoch == null) {
            throw new IllegalStateException("messages without an epoch");
        }
        return new ServerFrame.Message(
                message.topic(),
                new Position(epoch, offset),
                message.data(),
                Instant.ofEpochMilli(message.timeMillis()),
                null,
                message.key(),
                message.trace());
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
