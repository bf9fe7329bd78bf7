package io.broadcasthub.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written like {@code 64KiB}. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};
    private static final Pattern SYNTAX = Pattern.compile("([0-9]+)([KMG]i)?B");
    private static final String ALLOWED = "write a whole number and B, KiB, MiB or GiB, like 64KiB";

    /** @throws IllegalArgumentException with what to write instead */
    public static ByteSize parse(String text) {
        Matcher m = SYNTAX.matcher(text);
        if (!m.matches()) {
            String what = text.matches("[0-9]+") ? " has no unit; " : " is not a size; ";
            throw new IllegalArgumentException(Shown.quote(text) + what + ALLOWED);
        }
        int shift = switch (m.group(2) == null ? "" : m.group(2)) {
            case "Ki" -> 10;
            case "Mi" -> 20;
            case "Gi" -> 30;
            default -> 0;
        };
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(m.group(1)), 1L << shift));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(Shown.quote(text) + " is too large a size", e);
        }
    }

    /** The number as an int; every size that is used so is bounded by its setting. */
    public int intBytes() {
        return Math.toIntExact(bytes);
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
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
