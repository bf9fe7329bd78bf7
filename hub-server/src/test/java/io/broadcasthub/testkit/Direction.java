package io.broadcasthub.testkit;

/** Which way bytes flow through a {@link CuttingProxy}. */
public enum Direction {
    /** From the client to the target. */
    TO_SERVER,
    /** From the target to the client. */
    TO_CLIENT
}
