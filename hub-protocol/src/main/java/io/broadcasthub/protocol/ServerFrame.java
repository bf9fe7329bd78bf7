package io.broadcasthub.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the hub sends. Over SSE and NDJSON the same objects travel without the answers. */
public sealed interface ServerFrame {
    /**
     * The first frame of every WebSocket.
     *
     * @param session the hub's name for this connection, as in its logs
     * @param version the hub's version
     * @param heartbeat how often something is sent at least; whole seconds on the wire, at least 1
     * @param maxFrame the largest message the hub accepts, in bytes
     */
    record Welcome(String session, String version, Duration heartbeat, int maxFrame) implements ServerFrame {}

    /**
     * The answer to a request that succeeded. Which of the optional fields are present depends on the request.
     *
     * @param at the topic's newest message (subscribe) or the new message (publish)
     * @param recovered whether a subscribe with {@code after} missed nothing
     * @param expires when the token that was presented expires
     * @param members who is present
     */
    record Ok(
            RequestId id,
            @Nullable String topic,
            @Nullable Position at,
            @Nullable Boolean recovered,
            @Nullable Instant expires,
            @Nullable List<Payload> members)
            implements ServerFrame {
        /** Of a request that has nothing to tell but that it succeeded. */
        public static Ok of(RequestId id) {
            return new Ok(id, null, null, null, null, null);
        }

        /** Of a subscribe. */
        public static Ok subscribed(
                RequestId id, TopicFilter topic, @Nullable Position at, @Nullable Boolean recovered) {
            return new Ok(id, topic.value(), at, recovered, null, null);
        }

        /** Of a publish. */
        public static Ok published(RequestId id, TopicName topic, Position at) {
            return new Ok(id, topic.value(), at, null, null, null);
        }
    }

    /**
     * The answer to a request that failed, or word of a frame that could not be understood (then without an id).
     *
     * @param retryAfter how long to wait before trying again, where that helps; milliseconds on the wire
     */
    record Failure(
            @Nullable RequestId id,
            ErrorCode code,
            String message,
            @Nullable String topic,
            @Nullable Duration retryAfter)
            implements ServerFrame {
        /** Tells what an exception says. */
        public static Failure of(@Nullable RequestId id, HubException e) {
            return new Failure(id, e.code(), e.reason(), e.topic(), e.retryAfter());
        }
    }

    /** The answer to a {@code ping}. */
    record Pong(@Nullable RequestId id) implements ServerFrame {}

    /**
     * A message of a topic, the same bytes for every subscriber.
     *
     * @param id the position in the topic's log, or in the pattern's where it came through one
     * @param time when the hub took it; milliseconds since 1970 on the wire
     * @param trace W3C traceparent it was published with
     */
    record Message(
            TopicName topic,
            Position id,
            Payload data,
            Instant time,
            @Nullable TopicFilter pattern,
            @Nullable String key,
            @Nullable String trace)
            implements ServerFrame {
        /** What the subscription that this message came through was called. */
        public String subscription() {
            return pattern == null ? topic.value() : pattern.value();
        }
    }

    /**
     * Messages were missed and cannot be replayed.
     *
     * @param topic the topic or pattern of the subscription
     * @param after the last message delivered, if any
     * @param next the first that will follow
     */
    record Gap(TopicFilter topic, @Nullable Position after, Position next, GapReason reason) implements ServerFrame {}

    /** Somebody is present from now on. */
    record Join(TopicName topic, Payload member) implements ServerFrame {}

    /** Somebody is not present any more. */
    record Leave(TopicName topic, Payload member) implements ServerFrame {}

    /**
     * The hub is about to close this connection.
     *
     * @param code as in the WebSocket close that follows, see {@link CloseCode}
     * @param retryAfter when to come back, jittered per client; absent = do not come back
     */
    record Bye(int code, String reason, @Nullable Duration retryAfter) implements ServerFrame {}

    /** Keeps an NDJSON stream alive; carries nothing. */
    record Heartbeat() implements ServerFrame {}
}
