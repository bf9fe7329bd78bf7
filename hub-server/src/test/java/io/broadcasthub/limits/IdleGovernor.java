package io.broadcasthub.limits;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.metrics.HubMetrics;

/** A governor that takes no samples, and so admits everything. */
public final class IdleGovernor {
    private IdleGovernor() {}

    public static LoadGovernor of(HubMetrics metrics) {
        return new LoadGovernor(ConfigLoader.defaults().load(), metrics, System::nanoTime);
    }
}
