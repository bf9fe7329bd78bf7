package io.broadcasthub.bench.torture.peer;

import java.io.IOException;

/** The hub ended a stream. */
public final class StreamEnded extends IOException {
    /** Broken off, without a close or a bye. */
    public static final int BROKEN = 1006;

    private static final long serialVersionUID = 1;

    private final int code;

    StreamEnded(int code, String why) {
        super("ended with " + code + (why.isEmpty() ? "" : ": " + why));
        this.code = code;
    }

    /** Of the close frame or, on SSE and NDJSON, the bye. */
    public int code() {
        return code;
    }
}
