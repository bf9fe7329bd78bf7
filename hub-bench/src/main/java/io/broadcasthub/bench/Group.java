package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Crowd;
import io.broadcasthub.bench.load.CrowdPlan;
import io.broadcasthub.bench.load.Published;
import io.broadcasthub.bench.load.Tally;

/** A crowd and what it was planned to be. */
record Group(Crowd crowd, CrowdPlan plan) {
    static Group of(Stage stage, CrowdPlan plan) {
        return new Group(stage.crowd(plan), plan);
    }

    /** Messages that were taken for it, and neither came nor were announced as left out. */
    long missing(Published published, Tally tally) {
        long refused = Math.round(published.refused() * receivers());
        return published.expectedBy(plan.first(), plan.count()) - refused - tally.distinct() - tally.skipped();
    }

    /** Deliveries that one message causes, on average. */
    double receivers() {
        return (double) plan.count() / plan.topics();
    }
}
