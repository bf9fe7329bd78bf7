package io.broadcasthub.bench.torture.peer;

import java.io.IOException;

/** The hub answered a request for a stream with something else. */
public final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String body;

    Refused(int status, String body) {
        super("answered " + status + ": " + body);
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public String body() {
        return body;
    }
}
