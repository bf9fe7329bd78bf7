package io.broadcasthub.bench.torture.peer;

import io.broadcasthub.bench.load.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * How a peer is connected.
 *
 * @param patience longest time without a word from the hub
 * @param receiveBuffer of the kernel; 0 leaves it to the kernel
 * @param deflate whether permessage-deflate is offered, on a WebSocket
 * @param deaf whether a WebSocket answers neither pings nor closes
 */
public record Way(URI hub, Transport transport, Duration patience, int receiveBuffer, boolean deflate, boolean deaf) {
    public static Way of(URI hub, Transport transport, Duration patience) {
        return new Way(hub, transport, patience, 0, false, false);
    }

    /** One that hardly takes anything unless it is read from. */
    public Way narrow() {
        return new Way(hub, transport, patience, RawPeer.SMALL_BUFFER, deflate, deaf);
    }

    public Way deflated() {
        return new Way(hub, transport, patience, receiveBuffer, true, deaf);
    }

    public Way unanswering() {
        return new Way(hub, transport, patience, receiveBuffer, deflate, true);
    }

    RawPeer connect() throws IOException {
        return new RawPeer(hub, patience, receiveBuffer);
    }

    String host() {
        return hub.getHost() + ":" + hub.getPort();
    }
}
