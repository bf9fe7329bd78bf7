package io.broadcasthub.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they stand in the configuration: a whole number and one unit, like {@code 25s}. */
final class Durations {
    private static final Pattern SYNTAX = Pattern.compile("([0-9]+)(ms|s|m|h|d)");
    private static final String ALLOWED = "write a whole number and ms, s, m, h or d, like 25s";

    private Durations() {}

    static Duration parse(String text) {
        Matcher m = SYNTAX.matcher(text);
        if (!m.matches()) {
            String what = text.matches("[0-9]+") ? " has no unit; " : " is not a duration; ";
            throw new IllegalArgumentException(Shown.quote(text) + what + ALLOWED);
        }
        try {
            long n = Long.parseLong(m.group(1));
            return switch (m.group(2)) {
                case "ms" -> Duration.ofMillis(n);
                case "s" -> Duration.ofSeconds(n);
                case "m" -> Duration.ofMinutes(n);
                case "h" -> Duration.ofHours(n);
                default -> Duration.ofDays(n);
            };
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(Shown.quote(text) + " is too long a duration", e);
        }
    }

    /** The shortest notation that reads back as the same duration. */
    static String format(Duration d) {
        if (d.getNano() % 1_000_000 != 0) {
            return d.toString();
        }
        if (d.getNano() != 0) {
            return d.toMillis() + "ms";
        }
        long s = d.getSeconds();
        if (s == 0 || s % 60 != 0) {
            return s + "s";
        }
        if (s % 3600 != 0) {
            return s / 60 + "m";
        }
        return s % 86_400 == 0 ? s / 86_400 + "d" : s / 3600 + "h";
    }
}
