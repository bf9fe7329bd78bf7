package io.broadcasthub.bench.server;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What the event loops of a hub have used of the processors, each by its thread's name, as the scheduler counts it. */
public record LoopTimes(Map<String, Spent> loops) {
    /**
     * What a thread has used, in nanoseconds.
     *
     * @param running on a processor, in the program and in the kernel for it
     * @param waiting for a processor that others had, while it had something to do
     */
    public record Spent(long running, long waiting) {
        private static final Spent NOTHING = new Spent(0, 0);

        /** Of a line of {@code schedstat}, whose third field counts its turns. */
        static Spent parse(String schedstat) {
            String[] fields = schedstat.trim().split(" ", -1);
            return new Spent(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
        }

        private Spent minus(Spent other) {
            return new Spent(running - other.running, waiting - other.waiting);
        }

        /** The part of the time in which it had something to do that it waited. */
        public double waitingPart() {
            return (double) waiting / Math.max(1, running + waiting);
        }
    }

    public LoopTimes {
        loops = Map.copyOf(loops);
    }

    /** What each used since then. */
    public LoopTimes since(LoopTimes before) {
        Map<String, Spent> used = new TreeMap<>();
        loops.forEach((name, spent) -> used.put(name, spent.minus(before.loops.getOrDefault(name, Spent.NOTHING))));
        return new LoopTimes(used);
    }

    /** Of the loop that had most to do: when it is through, all are. */
    public Spent busiest() {
        return all().stream().max(Comparator.comparingLong(Spent::running)).orElse(Spent.NOTHING);
    }

    /** Of the loop that had least to do. */
    public Spent leastBusy() {
        return all().stream().min(Comparator.comparingLong(Spent::running)).orElse(Spent.NOTHING);
    }

    /** What all of them used of processors, in nanoseconds. */
    public long running() {
        return all().stream().mapToLong(Spent::running).sum();
    }

    private Collection<Spent> all() {
        return loops.values();
    }
}
