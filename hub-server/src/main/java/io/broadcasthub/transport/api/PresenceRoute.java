package io.broadcasthub.transport.api;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.TopicName;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.GetRoute;

/** {@code GET /topics/{topic}/presence}: no topic of this hub has presence, and the answer says so. */
public final class PresenceRoute extends GetRoute {
    public PresenceRoute() {
        super("/topics/{topic}/presence");
    }

    @Override
    @OnLoop
    public void handle(Exchange exchange) {
        TopicName topic = new TopicName(exchange.variable());
        throw new HubException(ErrorCode.UNAVAILABLE, "this topic has no presence", topic.value());
    }
}
