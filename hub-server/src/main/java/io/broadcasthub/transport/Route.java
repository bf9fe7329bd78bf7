package io.broadcasthub.transport;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.handler.codec.http.HttpMethod;

/** One call of the HTTP interface. */
public interface Route {
    /** What it is called with. {@code HEAD} is answered where there is {@code GET}. */
    HttpMethod method();

    /** Where it is found. */
    PathTemplate path();

    /**
     * Answers the request, now or later, exactly once; or throws a {@link io.broadcasthub.protocol.HubException}, which
     * becomes the answer. Must not block.
     */
    @OnLoop
    void handle(Exchange exchange);
}
