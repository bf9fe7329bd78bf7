package io.broadcasthub.testkit;

import java.io.IOException;
import java.io.InputStream;

/** The content of a chunked body (RFC 9112 section 7.1). */
final class ChunkedInput extends InputStream {
    private final InputStream in;
    private int left;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (left == 0 && !nextChunk()) {
            return -1;
        }
        left--;
        return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !nextChunk()) {
            return -1;
        }
        int read = in.read(buffer, offset, Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }

    private boolean nextChunk() throws IOException {
        if (ended) {
            return false;
        }
        if (!first) {
            expectEmptyLine();
        }
        first = false;
        left = Integer.parseInt(Connection.readLine(in), 16);
        if (left == 0) {
            ended = true;
            expectEmptyLine();
        }
        return !ended;
    }

    private void expectEmptyLine() throws IOException {
        String line = Connection.readLine(in);
        if (!line.isEmpty()) {
            throw new IOException("a chunk is not as long as it says; after it came: " + line);
        }
    }
}
