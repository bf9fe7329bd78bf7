package io.broadcasthub.transport.ws;

import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.wire.MessageFormat;
import io.broadcasthub.wire.json.MessageJson;
import io.netty.buffer.ByteBuf;

/** Messages as uncompressed text frames. */
final class TextFormat implements MessageFormat {
    static final TextFormat INSTANCE = new TextFormat();

    private TextFormat() {}

    @Override
    public int sizeBound(LogView log, long offset, Message message) {
        return WebSocketFrames.MAX_HEADER_SIZE + MessageJson.size(log, offset, message);
    }

    @Override
    public void encode(LogView log, long offset, Message message, ByteBuf out) {
        WebSocketFrames.writeTextHeader(out, MessageJson.size(log, offset, message));
        MessageJson.write(log, offset, message, out);
    }
}
