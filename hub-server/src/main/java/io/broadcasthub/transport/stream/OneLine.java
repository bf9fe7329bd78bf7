package io.broadcasthub.transport.stream;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/** Turns line breaks into spaces. In JSON text they can only stand between tokens, so the value stays what it was. */
final class OneLine {
    private static final ByteProcessor NOT_BREAK = b -> b != '\n' && b != '\r';

    private OneLine() {}

    /** Changes what was written from {@code start} on. */
    static void enforce(ByteBuf out, int start) {
        int at = start;
        while ((at = out.forEachByte(at, out.writerIndex() - at, NOT_BREAK)) >= 0) {
            out.setByte(at, ' ');
        }
    }

    static byte[] of(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                json[i] = ' ';
            }
        }
        return json;
    }
}
