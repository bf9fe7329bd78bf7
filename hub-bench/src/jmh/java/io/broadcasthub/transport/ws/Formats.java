package io.broadcasthub.transport.ws;

import io.broadcasthub.wire.MessageFormat;

/** For benchmarks of other packages. */
public final class Formats {
    private Formats() {}

    /** That of WebSockets without compression. */
    public static MessageFormat text() {
        return TextFormat.INSTANCE;
    }
}
