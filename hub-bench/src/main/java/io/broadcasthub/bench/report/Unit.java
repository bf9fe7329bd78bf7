package io.broadcasthub.bench.report;

import java.util.Locale;

/** How a figure is written for people. */
public enum Unit {
    COUNT,
    PER_SECOND,
    /** Microseconds, with two digits after the point: what one delivery costs is around one. */
    COST,
    /** Microseconds, shown as the unit that suits. */
    TIME,
    BYTES,
    /** Bytes, with a digit after the point. */
    FEW_BYTES,
    CORES,
    YES_NO,
    RATIO;

    private static final double THOUSAND = 1_000;
    private static final double MILLION = 1_000_000;
    private static final double MIB = 1 << 20;

    /** A value as people read it. */
    public String format(double value) {
        return switch (this) {
            case COUNT, PER_SECOND -> String.format(Locale.ROOT, "%,.0f", value);
            case COST -> String.format(Locale.ROOT, "%.2f µs", value);
            case CORES, RATIO -> String.format(Locale.ROOT, "%.2f", value);
            case YES_NO -> value == 0 ? "no" : "yes";
            case BYTES -> value < MIB ? String.format(Locale.ROOT, "%,.0f B", value) : mib(value);
            case FEW_BYTES -> String.format(Locale.ROOT, "%,.1f B", value);
            case TIME -> time(value);
        };
    }

    private static String mib(double value) {
        return String.format(Locale.ROOT, "%,.1f MiB", value / MIB);
    }

    private static String time(double micros) {
        if (micros < THOUSAND) {
            return String.format(Locale.ROOT, "%.0f µs", micros);
        }
        return micros < MILLION
                ? String.format(Locale.ROOT, "%.1f ms", micros / THOUSAND)
                : String.format(Locale.ROOT, "%.2f s", micros / MILLION);
    }
}
