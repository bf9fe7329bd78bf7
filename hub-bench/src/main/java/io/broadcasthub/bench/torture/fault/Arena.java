package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.torture.check.Answers;
import io.broadcasthub.bench.torture.check.Outages;
import io.broadcasthub.bench.torture.check.Violations;
import io.broadcasthub.bench.torture.peer.RawPeer;
import io.broadcasthub.bench.torture.peer.Way;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Where it happens.
 *
 * @param patience for whatever the hub has to do at once, and beyond the time-outs that it has for the rest
 * @param answers takes every HTTP answer
 */
public record Arena(URI hub, Duration patience, Outages outages, Answers answers, Violations violations) {
    /** Topics that are published to all the time, for those who come to read. */
    public static final String BUSY = "busy.";

    public static final int BUSY_TOPICS = 2;

    Way way(Transport transport) {
        return Way.of(hub, transport, patience);
    }

    RawPeer connect() throws IOException {
        return new RawPeer(hub, patience, 0);
    }

    String host() {
        return hub.getHost() + ":" + hub.getPort();
    }
}
