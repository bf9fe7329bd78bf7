package io.broadcasthub.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a simulation came to: figures, and a hash over everything that happened in it. */
public final class Tally {
    private final Map<String, Long> faults = new TreeMap<>();
    private final Map<String, Long> gaps = new TreeMap<>();
    private long steps;
    private long deliveries;
    private long connections;
    private long published;
    private long lives;
    private Duration simulated = Duration.ZERO;
    private long hash = 17;

    void happened(Object event) {
        hash = hash * 1_000_003 + event.hashCode();
    }

    void fault(String kind) {
        faults.merge(kind, 1L, Long::sum);
        happened(kind);
    }

    void gap(String reason) {
        gaps.merge(reason, 1L, Long::sum);
    }

    void step() {
        steps++;
    }

    void delivery() {
        deliveries++;
    }

    void connection() {
        connections++;
    }

    void published() {
        published++;
    }

    void life() {
        lives++;
    }

    void simulated(Duration time) {
        simulated = time;
    }

    /** The same for the same seed. */
    public long hash() {
        return hash;
    }

    public long steps() {
        return steps;
    }

    public long deliveries() {
        return deliveries;
    }

    public Map<String, Long> faults() {
        return faults;
    }

    public void add(Tally other) {
        steps += other.steps;
        deliveries += other.deliveries;
        connections += other.connections;
        published += other.published;
        lives += other.lives;
        simulated = simulated.plus(other.simulated);
        other.faults.forEach((kind, count) -> faults.merge(kind, count, Long::sum));
        other.gaps.forEach((reason, count) -> gaps.merge(reason, count, Long::sum));
        hash = hash * 31 + other.hash;
    }

    @Override
    public String toString() {
        return String.format(
                "%.1f hours simulated, %,d steps, %,d lives of a hub, %,d connections, %,d messages published, %,d deliveries checked, gaps %s, faults %s",
                simulated.toMillis() / 3_600_000.0, steps, lives, connections, published, deliveries, gaps, faults);
    }
}
