package io.broadcasthub.transport.ws;

import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.wire.MessageFormat;
import io.broadcasthub.wire.json.MessageJson;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Messages as compressed text frames: once for all who negotiated compression. Small ones are not worth it. */
final class DeflateFormat implements MessageFormat {
    private final int threshold;
    private final HubMetrics metrics;

    /** @param threshold smallest message that is compressed, envelope included, in bytes */
    DeflateFormat(int threshold, HubMetrics metrics) {
        this.threshold = threshold;
        this.metrics = metrics;
    }

    @Override
    public int sizeBound(LogView log, long offset, Message message) {
        return TextFormat.INSTANCE.sizeBound(log, offset, message);
    }

    @Override
    public void encode(LogView log, long offset, Message message, ByteBuf out) {
        int size = MessageJson.size(log, offset, message);
        if (size < threshold) {
            TextFormat.INSTANCE.encode(log, offset, message, out);
            return;
        }
        metrics.compressed();
        ByteBuf json = ByteBufAllocator.DEFAULT.heapBuffer(size, size);
        try {
            MessageJson.write(log, offset, message, json);
            LoopMemory.current().deflater().writeTextFrame(out, json.array(), json.arrayOffset(), size);
        } finally {
            json.release();
        }
    }
}
