package io.broadcasthub.transport.stream;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.HttpRefusal;
import io.broadcasthub.transport.MediaTypes;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Collections;
import java.util.List;

/**
 * What a client of {@code GET /events} asked for.
 *
 * @param starts where each of the topics starts, in the same order
 */
record StreamRequest(StreamSyntax syntax, Framing framing, List<TopicFilter> topics, List<StartAt> starts) {
    /** More parameters than that are not read; nor is there room for them in a request line. */
    static final int MOST_TOPICS = 1024;

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    /** @throws HubException if it cannot be had */
    static StreamRequest of(Exchange exchange, int maxTopics) {
        List<TopicFilter> topics =
                exchange.parameters("topic").stream().map(TopicFilter::of).toList();
        if (topics.isEmpty()) {
            throw new HubException(ErrorCode.BAD_REQUEST, "name at least one topic: /events?topic=news");
        }
        if (topics.size() > maxTopics) {
            throw new HubException(
                    ErrorCode.TOO_MANY_TOPICS, "a stream may have " + maxTopics + " topics (limits.max-topics)");
        }
        if (topics.stream().distinct().count() < topics.size()) {
            throw new HubException(ErrorCode.ALREADY_SUBSCRIBED, "a topic is named twice");
        }
        Framing framing = exchange.request().protocolVersion().equals(HttpVersion.HTTP_1_1)
                ? Framing.CHUNKED
                : Framing.UNTIL_CLOSE;
        return new StreamRequest(syntax(exchange), framing, topics, starts(exchange, topics));
    }

    private static StreamSyntax syntax(Exchange exchange) {
        String type = MediaTypes.negotiate(exchange.headers(), List.of(MediaTypes.EVENT_STREAM, MediaTypes.NDJSON));
        if (type == null) {
            throw new HttpRefusal(
                    HttpResponseStatus.NOT_ACCEPTABLE,
                    ErrorCode.BAD_REQUEST,
                    "accept text/event-stream or application/x-ndjson");
        }
        return type.equals(MediaTypes.NDJSON) ? StreamSyntax.NDJSON : StreamSyntax.SSE;
    }

    private static List<StartAt> starts(Exchange exchange, List<TopicFilter> topics) {
        String lastEventId = exchange.headers().get(LAST_EVENT_ID);
        if (lastEventId == null) {
            lastEventId = exchange.parameter("lastEventId");
        }
        StartAt last = new StartAt.Last(exchange.intParameter("last", 0, 0));
        return lastEventId == null || lastEventId.isEmpty()
                ? Collections.nCopies(topics.size(), last)
                : ResumePoint.decode(lastEventId, topics, last);
    }

    StreamFormat format() {
        return StreamFormat.of(syntax, framing, topics.size() > 1);
    }
}
