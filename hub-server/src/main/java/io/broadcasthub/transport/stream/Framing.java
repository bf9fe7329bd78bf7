package io.broadcasthub.transport.stream;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** How pieces of an HTTP body stand on the connection. */
enum Framing {
    /** {@code Transfer-Encoding: chunked} (RFC 9112 section 7.1): a piece is a chunk. */
    CHUNKED {
        @Override
        int begin(ByteBuf out) {
            int mark = out.writerIndex();
            out.writeZero(HEADER);
            return mark;
        }

        @Override
        void end(ByteBuf out, int mark) {
            int length = out.writerIndex() - mark - HEADER;
            for (int i = DIGITS - 1; i >= 0; i--) {
                out.setByte(mark + i, HEX[length & 0xf]);
                length >>>= 4;
            }
            out.setShort(mark + DIGITS, CRLF);
            out.writeShort(CRLF);
        }

        @Override
        void last(ByteBuf out) {
            out.writeBytes(LAST_CHUNK);
        }
    },
    /** The body ends with the connection, as HTTP/1.0 has it. */
    UNTIL_CLOSE {
        @Override
        int begin(ByteBuf out) {
            return out.writerIndex();
        }

        @Override
        void end(ByteBuf out, int mark) {}

        @Override
        void last(ByteBuf out) {}
    };

    /** Enough for the largest message with its envelope; leading zeros are allowed. */
    private static final int DIGITS = 7;

    private static final int CRLF = '\r' << 8 | '\n';
    private static final int HEADER = DIGITS + 2;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Most bytes that framing adds to a piece. */
    static final int OVERHEAD = HEADER + 2;

    /** Begins a piece. */
    abstract int begin(ByteBuf out);

    /** Ends the piece that began at {@code mark}. */
    abstract void end(ByteBuf out, int mark);

    /** Ends the body. */
    abstract void last(ByteBuf out);
}
