package io.broadcasthub.limits;

import java.util.Locale;

/** What is good to have and not core: left out as soon as the hub is short of anything. */
public enum Extra {
    ACCESS_LOG,
    /** Timings that are measured by sample: delivery and engine latency. */
    STATISTICS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
