package io.broadcasthub.transport.api;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicName;
import io.broadcasthub.session.Publisher;
import io.broadcasthub.transport.Answers;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.HttpRefusal;
import io.broadcasthub.transport.MediaTypes;
import io.broadcasthub.transport.PathTemplate;
import io.broadcasthub.transport.Route;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;

/** {@code POST /topics/{topic}}: publishes the body. */
public final class PublishRoute implements Route {
    private final Publisher publisher;

    public PublishRoute(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public PathTemplate path() {
        return PathTemplate.of("/topics/{topic}");
    }

    @Override
    @OnLoop
    public void handle(Exchange exchange) {
        TopicName topic = new TopicName(exchange.variable());
        // The record's own checks are those of a publish over WebSocket.
        ClientFrame.Publish publish = new ClientFrame.Publish(
                null, topic, payload(exchange), exchange.header("Hub-Key"), exchange.header("Idempotency-Key"));
        Publication publication = new Publication(
                topic, publish.data(), publish.key(), publish.dedupe(), TraceParent.of(exchange.headers()));
        Answers.when(
                publisher.publish(publication), exchange, topic.value(), placed -> answer(exchange, topic, placed));
    }

    private static Payload payload(Exchange exchange) {
        return switch (exchange.contentType()) {
            case MediaTypes.JSON -> Payload.ofJson(exchange.body());
            case MediaTypes.TEXT -> Payload.ofUtf8Text(exchange.body());
            default -> throw HttpRefusal.unsupportedMediaType("application/json or text/plain");
        };
    }

    private static void answer(Exchange exchange, TopicName topic, Published placed) {
        exchange.respond(HttpResponseStatus.OK, MediaTypes.JSON, Json.object(json -> {
            json.writeStringField("topic", topic.value());
            json.writeStringField("id", placed.at().toString());
        }));
    }
}
