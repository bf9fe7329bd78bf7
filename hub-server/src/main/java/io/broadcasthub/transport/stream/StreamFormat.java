package io.broadcasthub.transport.stream;

import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.wire.MessageFormat;
import io.broadcasthub.wire.json.MessageJson;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Messages as events or lines. A payload has no line break (see {@code Payload}), so neither has a message. There is one object for each kind, so that all streams of a kind share what is
 * encoded.
 */
enum StreamFormat implements MessageFormat {
    SSE(StreamSyntax.SSE, Framing.CHUNKED, true),
    SSE_UNTIL_CLOSE(StreamSyntax.SSE, Framing.UNTIL_CLOSE, true),
    /** For streams of several topics: the id is the connection's own and is written before each message. */
    SSE_SEVERAL(StreamSyntax.SSE, Framing.CHUNKED, false),
    SSE_SEVERAL_UNTIL_CLOSE(StreamSyntax.SSE, Framing.UNTIL_CLOSE, false),
    NDJSON(StreamSyntax.NDJSON, Framing.CHUNKED, true),
    NDJSON_UNTIL_CLOSE(StreamSyntax.NDJSON, Framing.UNTIL_CLOSE, true);

    private static final byte[] ID = ascii("id: ");
    private static final byte[] EVENT = ascii("event: message\ndata: ");
    private static final byte[] NEWLINE_EVENT = ascii("\nevent: message\ndata: ");
    private static final byte[] END = ascii("\n\n");
    private static final int OVERHEAD = Framing.OVERHEAD + 96;

    private final StreamSyntax syntax;
    private final Framing framing;
    private final boolean selfContained;

    StreamFormat(StreamSyntax syntax, Framing framing, boolean selfContained) {
        this.syntax = syntax;
        this.framing = framing;
        this.selfContained = selfContained;
    }

    static StreamFormat of(StreamSyntax syntax, Framing framing, boolean several) {
        boolean selfContained = syntax == StreamSyntax.NDJSON || !several;
        for (StreamFormat format : values()) {
            if (format.syntax == syntax && format.framing == framing && format.selfContained == selfContained) {
                return format;
            }
        }
        throw new IllegalArgumentException("no such format");
    }

    StreamSyntax syntax() {
        return syntax;
    }

    Framing framing() {
        return framing;
    }

    @Override
    public boolean joinable() {
        return selfContained;
    }

    @Override
    public int sizeBound(LogView log, long offset, Message message) {
        return OVERHEAD + MessageJson.size(log, offset, message);
    }

    @Override
    public void encode(LogView log, long offset, Message message, ByteBuf out) {
        int mark = framing.begin(out);
        if (syntax == StreamSyntax.NDJSON) {
            MessageJson.write(log, offset, message, out);
            out.writeByte('\n');
        } else {
            if (selfContained) {
                out.writeBytes(ID);
                MessageJson.writePosition(log, offset, out);
                out.writeBytes(NEWLINE_EVENT);
            } else {
                out.writeBytes(EVENT);
            }
            MessageJson.write(log, offset, message, out);
            out.writeBytes(END);
        }
        framing.end(out, mark);
    }

    private static byte[] ascii(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }
}
