package io.broadcasthub.bench.load;

import org.HdrHistogram.Histogram;

/** What was published, up to now. */
public final class Published {
    private final long[] perTopic;
    private final long refused;
    private final Histogram lag;
    private final boolean finished;

    /**
     * @param perTopic how many messages of each topic, ever
     * @param refused how many of them the server said it did not take
     * @param lag how late each message of the last measurement was handed to the system, in nanoseconds
     * @param finished whether the last schedule is over
     */
    Published(long[] perTopic, long refused, Histogram lag, boolean finished) {
        this.perTopic = perTopic;
        this.refused = refused;
        this.lag = lag;
        this.finished = finished;
    }

    /** The generator's own noise, in nanoseconds. */
    public Histogram lag() {
        return lag;
    }

    /** Messages that nobody gets, as the publisher was told. */
    public long refused() {
        return refused;
    }

    public boolean finished() {
        return finished;
    }

    /** Messages in one topic. */
    public long of(int topic) {
        return perTopic[topic];
    }

    /** How many messages subscribers of consecutive numbers, the first being given, must have got. */
    public long expectedBy(int first, int count) {
        long sum = 0;
        for (int topic = 0; topic < perTopic.length; topic++) {
            sum += perTopic[topic] * (below(first + count, topic) - below(first, topic));
        }
        return sum;
    }

    /** How many of the subscribers 0 to {@code bound - 1} have this topic. */
    private long below(int bound, int topic) {
        return bound <= topic ? 0 : (bound - topic - 1) / perTopic.length + 1;
    }
}
