package io.broadcasthub.log;

import java.time.Duration;

/**
 * How much of a log is kept: whichever bound is reached first.
 *
 * @param messages most messages; 0 keeps none
 * @param bytes most bytes, counted by {@link Message#cost()}; the newest message is kept even if it alone costs more
 * @param age longest time since the message was taken
 * @param conflate whether the log keeps track of the newest message per key
 */
public record Retention(int messages, long bytes, Duration age, boolean conflate) {}
