package io.broadcasthub.transport.api;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.FrameCodec;
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

    public BatchRoute(Publisher publisher, FrameCodec codec) {
        this.publisher = publisher;
        this.codec = codec;
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
        new Batch(exchange, publisher, codec).run();
    }
}
