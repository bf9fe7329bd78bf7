package io.broadcasthub.protocol;

import org.jspecify.annotations.Nullable;

/** What a client sends over a WebSocket. Where {@link #id()} is present, exactly one {@code ok} or {@code error} answers. */
public sealed interface ClientFrame {
    /** The client's id for the request, if it wants an answer. */
    @Nullable
    RequestId id();

    /** Presents a token, or refreshes a running session's. */
    record Auth(@Nullable RequestId id, String token) implements ClientFrame {
        @Override
        public String toString() {
            return "Auth[id=" + id + "]";
        }
    }

    /** Asks for the messages of a topic or pattern, from a place in its log on. */
    record Subscribe(@Nullable RequestId id, TopicFilter topic, StartAt start) implements ClientFrame {}

    /** Ends the subscription of exactly this name; no message of it follows the answer. */
    record Unsubscribe(@Nullable RequestId id, TopicFilter topic) implements ClientFrame {}

    /**
     * Hands the hub a message.
     *
     * @param key conflation key: on a topic that conflates, the newest message of a key stands for the older ones; at
     *     most 255 characters
     * @param dedupe names this message: a second publish with the same one, within the hub's window, is answered with
     *     the first one's id and not delivered again; at most 64 characters
     */
    record Publish(
            @Nullable RequestId id,
            TopicName topic,
            Payload data,
            @Nullable String key,
            @Nullable String dedupe) implements ClientFrame {
        /** Most characters of {@link #dedupe()}. */
        public static final int MAX_DEDUPE = 64;
        /** Most characters of {@link #key()}. */
        public static final int MAX_KEY = 255;

        /** @throws HubException {@code bad_request} if a name is empty, too long, or not Unicode */
        public Publish {
            checkLength("dedupe", dedupe, MAX_DEDUPE);
            checkLength("key", key, MAX_KEY);
        }

        private static void checkLength(String field, @Nullable String value, int max) {
            if (value != null && (value.isEmpty() || value.length() > max)) {
                throw new HubException(ErrorCode.BAD_REQUEST, field + " must have 1 to " + max + " characters");
            }
            if (value != null && !Utf8.canEncode(value)) {
                throw new HubException(ErrorCode.BAD_REQUEST, field + " must not contain half a surrogate pair");
            }
        }
    }

    /** Asks who is present. */
    record Presence(@Nullable RequestId id, TopicName topic) implements ClientFrame {}

    /** Asks for a {@code pong}, which shows that the hub still answers. */
    record Ping(@Nullable RequestId id) implements ClientFrame {}
}
