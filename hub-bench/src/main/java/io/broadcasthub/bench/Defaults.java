package io.broadcasthub.bench;

import java.util.List;

/**
 * What a scenario takes where nothing else was said.
 *
 * @param topics {@link #ONE_EACH}, or how many at most
 */
record Defaults(int subscribers, int topics, List<Double> rates) {
    /** As many topics as subscribers, however many those are. */
    static final int ONE_EACH = Integer.MAX_VALUE;

    /** For so many subscribers; never more than those. */
    int topicsFor(int count) {
        return Math.min(topics, count);
    }
}
