package io.broadcasthub.log;

/**
 * The name of one incarnation of a log, in two parts, so that logs need not hold what they have in common.
 *
 * @param seed what all logs that begin in one process have, {@value #SEED_LENGTH} characters; or all of the name
 * @param number {@link #UNNUMBERED} if the seed is all of the name
 */
public record Epoch(String seed, int number) {
    /** Of a seed, in characters. */
    public static final int SEED_LENGTH = 8;

    static final int UNNUMBERED = -1;

    /** As {@link #name()} wrote it. A name of another origin is a seed by itself. */
    public static Epoch parse(String name) {
        if (name.length() > SEED_LENGTH) {
            try {
                int number = Integer.parseInt(name, SEED_LENGTH, name.length(), Character.MAX_RADIX);
                String seed = name.substring(0, SEED_LENGTH);
                if (number >= 0 && name(seed, number).equals(name)) {
                    return new Epoch(seed, number);
                }
            } catch (NumberFormatException notNumbered) {
                return new Epoch(name, UNNUMBERED);
            }
        }
        return new Epoch(name, UNNUMBERED);
    }

    /** Whether others may have the same seed. */
    public boolean isNumbered() {
        return number != UNNUMBERED;
    }

    public String name() {
        return name(seed, number);
    }

    static String name(String seed, int number) {
        return number == UNNUMBERED ? seed : seed + Integer.toString(number, Character.MAX_RADIX);
    }
}
