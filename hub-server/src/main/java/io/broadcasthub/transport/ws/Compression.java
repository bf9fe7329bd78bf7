package io.broadcasthub.transport.ws;

import org.jspecify.annotations.Nullable;

/**
 * What was agreed on permessage-deflate (RFC 7692 section 7.1), with the words of the answer. The hub itself never takes
 * over context, so any agreement lets it send the one compressed frame of a broadcast.
 */
public enum Compression {
    NONE(null),
    /** Neither side takes over context: the usual case, no memory per connection. */
    NO_CONTEXT("permessage-deflate; server_no_context_takeover; client_no_context_takeover"),
    /** The same for an offer that names the window's size: accepting it means repeating it. */
    NO_CONTEXT_WITH_WINDOW(NO_CONTEXT.answer + "; server_max_window_bits=15"),
    /**
     * For an offer without parameters. Such clients (Netty's is one) may end a connection whose answer has any, so the
     * client keeps its context: the connection gets a window of its own, with the first compressed message it sends.
     */
    CLIENT_CONTEXT("permessage-deflate");

    private final @Nullable String answer;

    Compression(@Nullable String answer) {
        this.answer = answer;
    }

    /** The value of the answer's {@code Sec-WebSocket-Extensions}, or null for no such header. */
    public @Nullable String answer() {
        return answer;
    }

    /** Whether both sides may compress messages. */
    public boolean isAgreed() {
        return this != NONE;
    }
}
