package io.broadcasthub.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Notes what a scanner finds. */
final class Found implements Sink {
    final List<String> all = new ArrayList<>();

    @Override
    public void text(byte[] b, int from, int to) {
        all.add(string(b, from, to));
    }

    @Override
    public void deflated(byte[] b, int from, int to) {
        new FrameInflater().inflate(b, from, to, this);
    }

    @Override
    public void ping(byte[] b, int from, int to) {
        all.add("ping " + string(b, from, to));
    }

    @Override
    public void close(int code) {
        all.add("close " + code);
    }

    private static String string(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.UTF_8);
    }

    /** Hands the bytes over in pieces of one size, as connections do: what is not used comes again. */
    static Found in(byte[] bytes, int piece, Scanner scanner) {
        Found found = new Found();
        byte[] rest = {};
        for (int at = 0; at < bytes.length; at += piece) {
            int count = Math.min(piece, bytes.length - at);
            byte[] b = new byte[rest.length + count];
            System.arraycopy(rest, 0, b, 0, rest.length);
            System.arraycopy(bytes, at, b, rest.length, count);
            int used = scanner.scan(b, 0, b.length, found);
            rest = Arrays.copyOfRange(b, used, b.length);
        }
        if (rest.length > 0) {
            found.all.add("left over: " + rest.length);
        }
        return found;
    }
}
