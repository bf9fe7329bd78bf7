package io.broadcasthub.bench.leaky;

import io.broadcasthub.protocol.ClientFrame;
import java.io.IOException;

/** A server that sends what is published to whom it believes to be there. */
interface Broadcaster {
    /** Where clients connect. */
    int port();

    /** One thread at a time. */
    void publish(ClientFrame.Publish publish);

    /** Whom it works for, as it counts itself. Any thread. */
    long workers();

    /** As an application that is reloaded: listener and connections end, and begin anew at the same port. */
    default void restart() throws IOException, InterruptedException {
        throw new UnsupportedOperationException("only the broadcaster with pushers is restarted");
    }
}
