package io.broadcasthub.transport.api;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.engine.EngineFailures;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.session.Publisher;
import io.broadcasthub.transport.Answers;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.MediaTypes;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One batch on its way: some lines in each turn of the loop, so that a large one does not hold up everyone else. */
@OnLoop
final class Batch implements Runnable {
    private static final int LINES_A_TURN = 256;

    private final Exchange exchange;
    private final Publisher publisher;
    private final FrameCodec codec;
    private final HubMetrics metrics;
    private final byte[] body;
    private final List<CompletableFuture<byte[]>> results = new ArrayList<>();
    private int at;

    Batch(Exchange exchange, Publisher publisher, FrameCodec codec, byte[] body) {
        this.exchange = exchange;
        this.publisher = publisher;
        this.codec = codec;
        this.metrics = exchange.session().loop().context().metrics();
        this.body = body;
    }

    /** Lines of a body, empty ones included. */
    static int lines(byte[] body) {
        int lines = body.length > 0 && body[body.length - 1] != '\n' ? 1 : 0;
        for (byte b : body) {
            if (b == '\n') {
                lines++;
            }
        }
        return lines;
    }

    @Override
    public void run() {
        try {
            turn();
        } catch (RuntimeException e) {
            // Of what a later turn throws nobody else would hear, and the client would wait for ever.
            Answers.when(CompletableFuture.<Void>failedFuture(e), exchange, "", never -> {});
        } catch (OutOfMemoryError e) {
            exchange.session().failed(e);
        }
    }

    private void turn() {
        for (int lines = 0; lines < LINES_A_TURN && at < body.length; lines++) {
            int end = at;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!isBlank(at, end)) {
                results.add(publish(at, end - at).toCompletableFuture());
            }
            at = end + 1;
        }
        if (at < body.length) {
            exchange.session().loop().eventLoop().execute(this);
        } else {
            Answers.when(
                    CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                            .thenApply(v -> results),
                    exchange,
                    "",
                    this::answer);
        }
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private CompletionStage<byte[]> publish(int offset, int length) {
        try {
            ClientFrame.Publish line = codec.readPublishLine(body, offset, length);
            return publisher
                    .publish(new Publication(line.topic(), line.data(), line.key(), line.dedupe(), null))
                    .handle((placed, failure) -> result(line.topic().value(), placed, failure));
        } catch (HubException e) {
            return CompletableFuture.completedFuture(refusal(e));
        }
    }

    private byte[] result(String topic, @Nullable Published placed, @Nullable Throwable failure) {
        if (placed == null) {
            return refusal(EngineFailures.toHubException(failure, topic));
        }
        return Json.object(json -> {
            json.writeStringField("topic", topic);
            json.writeStringField("id", placed.at().toString());
        });
    }

    private byte[] refusal(HubException why) {
        metrics.rejected(why.code().wireName());
        return Json.object(json -> {
            json.writeStringField("code", why.code().wireName());
            json.writeStringField("message", why.reason());
            if (why.topic() != null) {
                json.writeStringField("topic", why.topic());
            }
        });
    }

    private void answer(List<CompletableFuture<byte[]>> done) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * done.size());
        for (CompletableFuture<byte[]> result : done) {
            out.writeBytes(result.join());
            out.write('\n');
        }
        exchange.respond(HttpResponseStatus.OK, MediaTypes.NDJSON, out.toByteArray());
    }
}
