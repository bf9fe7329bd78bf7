package io.broadcasthub.cli;

/** What the process says to who started it. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    /** Wrong use or configuration: trying again unchanged cannot succeed. */
    static final int USAGE = 2;

    private ExitCode() {}
}
