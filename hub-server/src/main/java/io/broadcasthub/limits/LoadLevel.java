package io.broadcasthub.limits;

import java.util.Locale;

/** How loaded the hub is, as a whole or by one resource. */
public enum LoadLevel {
    NORMAL,
    /** What is not core is left out, so that the main flow goes on. */
    SHED,
    /** New work is refused as well. What was taken on before is served as ever. */
    REFUSE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** 0 for the first, as in the metrics. */
    public int rank() {
        return switch (this) {
            case NORMAL -> 0;
            case SHED -> 1;
            case REFUSE -> 2;
        };
    }

    boolean isAbove(LoadLevel other) {
        return compareTo(other) > 0;
    }

    static LoadLevel max(LoadLevel a, LoadLevel b) {
        return a.isAbove(b) ? a : b;
    }

    static LoadLevel min(LoadLevel a, LoadLevel b) {
        return a.isAbove(b) ? b : a;
    }
}
