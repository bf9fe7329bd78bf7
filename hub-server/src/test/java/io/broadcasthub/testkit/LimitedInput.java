package io.broadcasthub.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body of a length that was announced. */
final class LimitedInput extends InputStream {
    private final InputStream in;
    private int left;

    LimitedInput(InputStream in, int length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        if (left == 0) {
            return -1;
        }
        int b = in.read();
        if (b < 0) {
            throw new EOFException(left + " bytes of the body are missing");
        }
        left--;
        return b;
    }
}
