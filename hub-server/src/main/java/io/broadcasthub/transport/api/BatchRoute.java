package io.broadcasthub.transport.api;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.session.Publisher;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.HttpRefusal;
import io.broadcasthub.transport.MediaTypes;
import io.broadcasthub.transport.PathTemplate;
import io.broadcasthub.transport.Route;
import io.netty.handler.codec.http.HttpMethod;

/** {@code POST /topics}: publishes one message a line, and answers one result a line, in order. */
public final class BatchRoute implements Route {
    private final Publisher publisher;
    private final FrameCodec codec;
    private final int maxLines;

    /** @param maxLines most lines of a body; of more nothing is published */
    public BatchRoute(Publisher publisher, FrameCodec codec, int maxLines) {
        this.publisher = publisher;
        this.codec = codec;
        this.maxLines = maxLines;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public PathTemplate path() {
        return PathTemplate.of("/topics");
    }

    @Override
    @OnLoop
    public void handle(Exchange exchange) {
        if (!exchange.contentType().equals(MediaTypes.NDJSON)) {
            throw HttpRefusal.unsupportedMediaType(MediaTypes.NDJSON);
        }
        byte[] body = exchange.body();
        if (Batch.lines(body) > maxLines) {
            throw new HubException(
                    ErrorCode.TOO_LARGE,
                    "a batch must have at most " + maxLines + " lines (limits.max-batch-lines); send several");
        }
        new Batch(exchange, publisher, codec, body).run();
    }
}
