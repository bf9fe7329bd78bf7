package io.broadcasthub.bench.load;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The id of the last message, kept without making an object of each. */
final class LastId {
    private static final byte[] FIELD = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX = 96;

    private final byte @Nullable [] id;
    private int length;

    LastId(boolean wanted) {
        id = wanted ? new byte[MAX] : null;
    }

    /** Null before the first message. */
    @Nullable
    String text() {
        return id == null || length == 0 ? null : new String(id, 0, length, StandardCharsets.US_ASCII);
    }

    void read(byte[] b, int from, int to) {
        if (id == null) {
            return;
        }
        for (int i = from; i < to - FIELD.length; i++) {
            if (isFieldAt(b, i)) {
                copy(b, i + FIELD.length, to, id);
                return;
            }
        }
    }

    private static boolean isFieldAt(byte[] b, int at) {
        for (int i = 0; i < FIELD.length; i++) {
            if (b[at + i] != FIELD[i]) {
                return false;
            }
        }
        return true;
    }

    private void copy(byte[] b, int from, int to, byte[] into) {
        int n = 0;
        while (from + n < to && n < MAX && b[from + n] != '"') {
            into[n] = b[from + n];
            n++;
        }
        length = n;
    }
}
