package io.broadcasthub.transport.ws;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses one message at a time (RFC 7692 section 7.2.2). Clients are told not to take over context, so that one
 * inflater serves all connections of an event loop. Output is bounded while it grows, never after.
 */
final class MessageInflater {
    static final int CORRUPT = -1;
    static final int TOO_BIG = -2;

    private static final int FIRST_GUESS = 4 * 1024;
    private static final byte[] TAIL = {0, 0, -1, -1};
    private static final byte[] NONE = {};

    private final Inflater zlib = new Inflater(true);
    private final ReusableBytes reusable = new ReusableBytes();
    private byte[] output = NONE;

    /**
     * Returns the message's size, {@link #CORRUPT} or {@link #TOO_BIG}. The message is in {@link #takeOutput()}, to be
     * called exactly once after each call, whatever the result.
     */
    int inflate(byte[] bytes, int offset, int length, int limit) {
        output = reusable.take(Math.min(limit, FIRST_GUESS) + 1);
        zlib.reset();
        try {
            return run(bytes, offset, length, limit);
        } catch (DataFormatException e) {
            return CORRUPT;
        }
    }

    byte[] takeOutput() {
        byte[] result = output;
        output = NONE;
        return result;
    }

    void giveBack(byte[] taken) {
        reusable.give(taken);
    }

    void end() {
        zlib.end();
    }

    private int run(byte[] bytes, int offset, int length, int limit) throws DataFormatException {
        boolean inTail = false;
        int size = 0;
        zlib.setInput(bytes, offset, length);
        while (true) {
            if (size == output.length) {
                output = Arrays.copyOf(output, Math.min(limit + 1, 2 * size));
            }
            int produced = zlib.inflate(output, size, output.length - size);
            size += produced;
            if (size > limit) {
                return TOO_BIG;
            }
            if (size == output.length) {
                continue;
            }
            if (zlib.finished()) {
                if (inTail) {
                    return size;
                }
                // A peer may end with BFINAL (section 7.2.3.4); what follows is another stream, often an empty block.
                int rest = zlib.getRemaining();
                zlib.reset();
                zlib.setInput(bytes, offset + length - rest, rest);
            } else if (zlib.needsInput()) {
                if (inTail) {
                    return size;
                }
                inTail = true;
                zlib.setInput(TAIL);
            } else if (produced == 0) {
                return CORRUPT;
            }
        }
    }
}
