package io.broadcasthub.bench.torture;

/** How the hub is ended within an episode. */
enum Ending {
    NONE(""),
    SIGTERM("restart by SIGTERM"),
    SIGKILL("restart after kill -9");

    private final String label;

    Ending(String label) {
        this.label = label;
    }

    /** What tables call it. */
    String label() {
        return label;
    }
}
