package io.broadcasthub.bench.wire;

/**
 * Lines of an HTTP/1.1 answer in chunks (RFC 9112 section 7.1), as SSE and NDJSON are sent. A chunk holds whole lines: a
 * server that splits one is found out, not understood.
 */
public final class ChunkedLines implements Scanner {
    private static final byte[] DATA = {'d', 'a', 't', 'a', ':', ' '};
    private static final int MAX_SIZE_LINE = 16;

    @Override
    public int scan(byte[] b, int from, int to, Sink sink) {
        int at = from;
        while (true) {
            int newline = indexOf(b, at, Math.min(to, at + MAX_SIZE_LINE));
            if (newline < 0) {
                if (to - at >= MAX_SIZE_LINE) {
                    throw new ProtocolViolation("no chunk size where one is due");
                }
                return at;
            }
            int size = size(b, at, newline);
            int data = newline + 1;
            if (size == 0) {
                sink.close(0);
                return to;
            }
            if (to - data < size + 2) {
                return at;
            }
            lines(b, data, data + size, sink);
            at = data + size + 2;
        }
    }

    private static int size(byte[] b, int from, int newline) {
        int size = 0;
        for (int i = from; i < newline; i++) {
            int digit = Character.digit(b[i], 16);
            if (digit < 0) {
                return b[i] == '\r' || b[i] == ';' ? size : refuse();
            }
            size = size << 4 | digit;
            if (size > WebSocketScanner.MAX_FRAME) {
                return refuse();
            }
        }
        return size;
    }

    private static int refuse() {
        throw new ProtocolViolation("a chunk size that is none, or too large");
    }

    private static void lines(byte[] b, int from, int to, Sink sink) {
        int at = from;
        while (at < to) {
            int end = indexOf(b, at, to);
            if (end < 0) {
                throw new ProtocolViolation("a line that goes on in another chunk");
            }
            if (b[at] == '{') {
                sink.text(b, at, end);
            } else if (startsWithData(b, at, end)) {
                sink.text(b, at + DATA.length, end);
            }
            at = end + 1;
        }
    }

    private static boolean startsWithData(byte[] b, int at, int end) {
        if (end - at < DATA.length) {
            return false;
        }
        for (int i = 0; i < DATA.length; i++) {
            if (b[at + i] != DATA[i]) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
