package io.broadcasthub.bench.load;

import java.io.Serializable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a crowd saw, up to now. Tallies of parts add up.
 *
 * @param ready subscribers that are subscribed now
 * @param failed attempts to connect that failed
 * @param closed connections that the server ended, or that broke
 * @param cycles connections made and ended by a crowd that comes and goes
 * @param served subscribers that came back and have what they missed
 * @param inWindow messages that arrived within the window
 * @param wireBytes read within the window
 * @param distinct different messages that arrived, ever
 * @param holes messages that were passed over without a word, ever
 * @param repeated messages that arrived once more, ever
 * @param outOfOrder messages that arrived after a later one, ever
 * @param skipped messages that the server said it left out, ever
 * @param gaps how often it said so
 * @param errors answers that are errors
 * @param latency of messages due within the window, from the moment each was due, in nanoseconds
 * @param connect from the first SYN to subscribed, in nanoseconds
 * @param comeBack from the return to having everything missed, in nanoseconds
 * @param problem the first thing that went wrong, in words
 */
public record Tally(
        long ready,
        long failed,
        long closed,
        long cycles,
        long served,
        long inWindow,
        long wireBytes,
        long distinct,
        long holes,
        long repeated,
        long outOfOrder,
        long skipped,
        long gaps,
        long errors,
        Histogram latency,
        Histogram connect,
        Histogram comeBack,
        @Nullable String problem)
        implements Serializable {

    public static Tally none() {
        return of(new Counts(), histogram(), histogram(), histogram(), null);
    }

    static Tally of(Counts c, Histogram latency, Histogram connect, Histogram comeBack, @Nullable String problem) {
        return new Tally(
                c.ready,
                c.failed,
                c.closed,
                c.cycles,
                c.served,
                c.inWindow,
                c.wireBytes,
                c.distinct,
                c.holes,
                c.repeated,
                c.outOfOrder,
                c.skipped,
                c.gaps,
                c.errors,
                latency,
                connect,
                comeBack,
                problem);
    }

    /** Three digits from a microsecond to hours, growing as needed. */
    static Histogram histogram() {
        Histogram histogram = new Histogram(1_000, 1_000_000_000L, 3);
        histogram.setAutoResize(true);
        return histogram;
    }

    /** The tally of both together. */
    public Tally plus(Tally other) {
        return new Tally(
                ready + other.ready,
                failed + other.failed,
                closed + other.closed,
                cycles + other.cycles,
                served + other.served,
                inWindow + other.inWindow,
                wireBytes + other.wireBytes,
                distinct + other.distinct,
                holes + other.holes,
                repeated + other.repeated,
                outOfOrder + other.outOfOrder,
                skipped + other.skipped,
                gaps + other.gaps,
                errors + other.errors,
                sum(latency, other.latency),
                sum(connect, other.connect),
                sum(comeBack, other.comeBack),
                problem == null ? other.problem : problem);
    }

    private static Histogram sum(Histogram a, Histogram b) {
        Histogram sum = a.copy();
        sum.setAutoResize(true);
        sum.add(b);
        return sum;
    }
}
