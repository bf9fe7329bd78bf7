package io.broadcasthub.bench.torture.check;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Whether a process takes more and more, from rest to rest: each is held against the first of the same process. One thread. */
public final class Growth {
    private static final double MIB = 1 << 20;

    private final Violations violations;
    private final Map<Kind, Long> first = new LinkedHashMap<>();
    private final Map<Kind, Long> most = new LinkedHashMap<>();
    private int rests;

    /** What is looked at, and how much more of it may be there at rest than was at the first. */
    public enum Kind {
        /** In use after a collection. */
        HEAP("heap", 24L << 20),
        /** In buffers. */
        DIRECT("direct memory", 16L << 20),
        /** Resident, of which the JVM gives little back. */
        RSS("resident memory", 96L << 20),
        DESCRIPTORS("descriptors", 8),
        THREADS("threads", 8);

        private final String words;
        private final long allowed;

        Kind(String words, long allowed) {
            this.words = words;
            this.allowed = allowed;
        }
    }

    public Growth(Violations violations) {
        this.violations = violations;
    }

    /** Another process begins. */
    public void begin() {
        first.clear();
    }

    /** At rest, with the same clients each time. */
    public void look(Map<Kind, Long> values) {
        rests++;
        values.forEach((kind, value) -> {
            long grown = value - first.computeIfAbsent(kind, k -> value);
            most.merge(kind, grown, Math::max);
            if (grown > kind.allowed) {
                violations.add("growth", kind.words + " grew by " + shown(kind, grown) + " since the first rest");
            }
        });
    }

    private static String shown(Kind kind, long value) {
        return kind.allowed < MIB ? Long.toString(value) : String.format(Locale.ROOT, "%.1f MiB", value / MIB);
    }

    public int rests() {
        return rests;
    }

    /** The most that it ever was more than at the first rest of a process. */
    public Map<Kind, Long> most() {
        return new LinkedHashMap<>(most);
    }
}
