package io.broadcasthub.bench.torture.check;

import java.time.Duration;

/** Whether something that has to go on goes on. One thread. */
public final class Standstill {
    private final String what;
    private final Duration patience;
    private final Violations violations;
    private long last;
    private long since;

    /** @param patience how long it may stand still while there is a hub */
    public Standstill(String what, Duration patience, long now, Violations violations) {
        this.what = what;
        this.patience = patience;
        this.violations = violations;
        this.since = now;
    }

    /** @param excused whether nothing can be expected at the moment */
    public void look(long value, long now, boolean excused) {
        if (value != last || excused) {
            last = value;
            since = now;
        } else if (now - since > patience.toNanos()) {
            violations.add("standstill", what + " at " + value + " for " + patience.toSeconds() + " s");
            since = now;
        }
    }
}
