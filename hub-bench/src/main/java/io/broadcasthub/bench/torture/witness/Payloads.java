package io.broadcasthub.bench.torture.witness;

import io.broadcasthub.bench.wire.Marker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Payloads of one size: all the same but for number and time. Any thread. */
final class Payloads {
    /** A {@link Marker} is looked for before the brace of the message around the payload. */
    static final int OUTER_BRACE = 1;

    private final byte[] blank;

    Payloads(int size) {
        blank = Marker.payload(size).getBytes(StandardCharsets.US_ASCII);
    }

    byte[] of(long number, long time) {
        byte[] payload = blank.clone();
        Marker.write(payload, payload.length + OUTER_BRACE, number, time);
        return payload;
    }

    /** Whether it is what was published: the filling, and digits where they belong. */
    boolean isUnchanged(byte[] payload) {
        int end = payload.length + OUTER_BRACE;
        if (payload.length != blank.length || !Marker.isAt(payload, 0, end)) {
            return false;
        }
        byte[] cleared = of(Marker.sequence(payload, end), Marker.time(payload, end));
        return Arrays.equals(cleared, payload);
    }
}
