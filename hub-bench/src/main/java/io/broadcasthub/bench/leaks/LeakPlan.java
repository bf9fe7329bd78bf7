package io.broadcasthub.bench.leaks;

import java.time.Duration;

/**
 * The load, the same for each server.
 *
 * @param subscribers who stay, and are measured
 * @param visitors who come, listen and go, over and over; every second goes without a goodbye
 * @param stay how long a visitor listens
 * @param rate messages a second
 * @param size bytes of a payload
 * @param warmup before the first visitor
 * @param restarts where the leak is one of restarts
 * @param settle most time from the last client's end to the last look
 */
public record LeakPlan(
        int subscribers,
        int visitors,
        Duration stay,
        double rate,
        int size,
        Duration warmup,
        Duration duration,
        int restarts,
        Duration settle) {}
