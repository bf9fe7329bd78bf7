package io.broadcasthub.transport.stream;

import io.broadcasthub.protocol.ServerFrame;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a stream's body is made of: events of SSE, or lines of NDJSON. */
enum StreamSyntax {
    /** WHATWG HTML, section 9.2 (Server-sent events). */
    SSE("sse", "text/event-stream; charset=utf-8") {
        @Override
        void opening(ByteBuf out, long retryMillis) {
            ascii(out, "retry: " + retryMillis + "\n\n");
        }

        @Override
        void position(ByteBuf out, String id) {
            ascii(out, "id: " + id + "\n\n");
        }

        @Override
        void frame(ByteBuf out, ServerFrame frame, byte[] json) {
            if (frame instanceof ServerFrame.Bye bye && bye.retryAfter() != null) {
                ascii(out, "retry: " + bye.retryAfter().toMillis() + "\n");
            }
            ascii(out, "event: " + eventName(frame) + "\ndata: ");
            out.writeBytes(json);
            ascii(out, "\n\n");
        }

        @Override
        void heartbeat(ByteBuf out) {
            ascii(out, ":\n\n");
        }
    },
    /** One JSON object a line. */
    NDJSON("ndjson", "application/x-ndjson; charset=utf-8") {
        @Override
        void opening(ByteBuf out, long retryMillis) {
            heartbeat(out);
        }

        @Override
        void position(ByteBuf out, String id) {}

        @Override
        void frame(ByteBuf out, ServerFrame frame, byte[] json) {
            out.writeBytes(json);
            out.writeByte('\n');
        }

        @Override
        void heartbeat(ByteBuf out) {
            ascii(out, "{\"type\":\"heartbeat\"}\n");
        }
    };

    private final String transport;
    private final String contentType;

    StreamSyntax(String transport, String contentType) {
        this.transport = transport;
        this.contentType = contentType;
    }

    String transport() {
        return transport;
    }

    String contentType() {
        return contentType;
    }

    /** What comes first, so that proxies pass the answer's head on. */
    abstract void opening(ByteBuf out, long retryMillis);

    /** Tells the client where it is, without a message. */
    abstract void position(ByteBuf out, String id);

    abstract void frame(ByteBuf out, ServerFrame frame, byte[] json);

    abstract void heartbeat(ByteBuf out);

    /** The name of the frame's event; null if it has no place on a stream. */
    static @Nullable String eventName(ServerFrame frame) {
        if (frame instanceof ServerFrame.Gap) {
            return "gap";
        }
        if (frame instanceof ServerFrame.Bye) {
            return "bye";
        }
        if (frame instanceof ServerFrame.Join) {
            return "join";
        }
        return frame instanceof ServerFrame.Leave ? "leave" : null;
    }

    private static void ascii(ByteBuf out, String text) {
        out.writeCharSequence(text, StandardCharsets.US_ASCII);
    }
}
