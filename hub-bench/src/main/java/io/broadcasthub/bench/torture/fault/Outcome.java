package io.broadcasthub.bench.torture.fault;

/** What became of a fault. That the hub took it wrongly is not among them: that is a violation. */
public enum Outcome {
    /** Done, and taken as it has to be. */
    DONE,
    /** The hub had no room for it, and said so. */
    REFUSED,
    /** We ended the hub meanwhile. */
    CUT_SHORT
}
