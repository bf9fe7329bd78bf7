package io.broadcasthub.architecture.wrong.transport.stream;

import io.broadcasthub.architecture.wrong.transport.ws.Sideways;

/** The other half of a circle. */
public final class Back {
    public void end(Sideways sideways) {
        sideways.toString();
    }
}
