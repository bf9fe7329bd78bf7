package io.broadcasthub.bench.wire;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses messages that were compressed each for itself (RFC 7692 with no context takeover). One thread. */
public final class FrameInflater implements AutoCloseable {
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final int MAX = 32 << 20;

    private final Inflater inflater = new Inflater(true);
    private byte[] output = new byte[4096];

    /** Hands the text to the sink; it is valid during that call only. */
    public void inflate(byte[] b, int from, int to, Sink sink) {
        inflater.reset();
        inflater.setInput(b, from, to - from);
        int length = fill(0);
        inflater.setInput(TAIL);
        length = fill(length);
        sink.text(output, 0, length);
    }

    private int fill(int from) {
        int length = from;
        try {
            while (true) {
                if (length == output.length) {
                    if (length >= MAX) {
                        throw new ProtocolViolation("a compressed message beyond " + MAX + " bytes");
                    }
                    output = Arrays.copyOf(output, length * 2);
                }
                int count = inflater.inflate(output, length, output.length - length);
                if (count == 0) {
                    return length;
                }
                length += count;
            }
        } catch (DataFormatException e) {
            throw new ProtocolViolation("a compressed message that is none: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
