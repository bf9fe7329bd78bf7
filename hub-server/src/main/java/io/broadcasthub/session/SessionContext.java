package io.broadcasthub.session;

import io.broadcasthub.config.LimitsConfig;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.FrameCodec;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What all sessions of a hub share. Immutable.
 *
 * @param names makes the names of sessions
 * @param jitter spreads what would otherwise happen to many clients at once
 * @param version the hub's, as in {@code welcome}
 */
public record SessionContext(
        LimitsConfig limits,
        Duration heartbeat,
        String version,
        FrameCodec codec,
        Publisher publisher,
        SessionNames names,
        HubMetrics metrics,
        RandomGenerator jitter,
        LoadGovernor load,
        AccessLog access) {}
