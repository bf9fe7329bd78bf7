package io.broadcasthub.transport.ws;

import java.util.Arrays;
import java.util.zip.Deflater;

/** Message payloads compressed as RFC 7692 section 7.2.1 says, straight with the platform's zlib. */
final class Deflated {
    private Deflated() {}

    static byte[] of(byte[] message) {
        Deflater zlib = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        zlib.setInput(message);
        byte[] out = new byte[message.length * 2 + 64];
        int size = zlib.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        zlib.end();
        return Arrays.copyOf(out, size - 4);
    }
}
