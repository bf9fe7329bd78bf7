package io.broadcasthub.session;

import io.broadcasthub.config.LimitsConfig;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.FrameCodec;
import java.time.Duration;

/**
 * What all sessions of a hub share. Immutable.
 *
 * @param names makes the names of sessions
 * @param version the hub's, as in {@code welcome}
 */
public record SessionContext(
        LimitsConfig limits,
        Duration heartbeat,
        String version,
        FrameCodec codec,
        Publisher publisher,
        SessionNames names,
        HubMetrics metrics) {}
