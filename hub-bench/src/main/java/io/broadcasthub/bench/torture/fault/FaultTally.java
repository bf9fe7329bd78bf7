package io.broadcasthub.bench.torture.fault;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each fault was done, and what became of it. Any thread. */
public final class FaultTally {
    private final Map<String, Map<Outcome, Long>> counts = new LinkedHashMap<>();

    /** A row, whether it will happen or not. */
    public synchronized void expect(String label) {
        of(label);
    }

    private Map<Outcome, Long> of(String label) {
        return counts.computeIfAbsent(label, l -> new EnumMap<>(Outcome.class));
    }

    public synchronized void add(String label, Outcome outcome) {
        of(label).merge(outcome, 1L, Long::sum);
    }

    /** By label, in the order in which they were expected. */
    public synchronized Map<String, Map<Outcome, Long>> counts() {
        Map<String, Map<Outcome, Long>> copy = new LinkedHashMap<>();
        counts.forEach((label, of) -> copy.put(label, new EnumMap<>(of)));
        return copy;
    }

    public synchronized long total() {
        return counts.values().stream()
                .flatMap(of -> of.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
