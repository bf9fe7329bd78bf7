package io.broadcasthub.config;

/** A number of bytes, written like {@code 64KiB}. */
public record ByteSize(long bytes) {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};

    /** The number as an int; every size that is used so is bounded by its setting. */
    public int intBytes() {
        return Math.toIntExact(bytes);
    }

    @Override
    public String toString() {
        long value = bytes;
        int unit = 0;
        while (unit < UNITS.length - 1 && value >= 1024 && value % 1024 == 0) {
            value /= 1024;
            unit++;
        }
        return value + UNITS[unit];
    }
}
