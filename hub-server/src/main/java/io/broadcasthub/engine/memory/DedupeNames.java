package io.broadcasthub.engine.memory;

import io.broadcasthub.log.ByteMeter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dedupe names that one topic remembers, oldest first, with the offset each led to. Asked under the topic's lock,
 * so that the decision and the append are one step. Counted with the logs, since names outlive messages.
 */
final class DedupeNames {
    /** What a name costs beside its characters. An estimate, as {@link io.broadcasthub.log.Message#cost()} is. */
    private static final long OVERHEAD = 128;

    private final long window;
    private final int max;
    private final ByteMeter meter;
    private final Map<String, Taken> names = new LinkedHashMap<>();
    private long bytes;

    private record Taken(long offset, long tick) {}

    DedupeNames(long windowNanos, int max, ByteMeter meter) {
        this.window = windowNanos;
        this.max = max;
        this.meter = meter;
    }

    /** Where the message with this name stands, or null if the name is free. */
    @Nullable
    Long find(String name, long now) {
        forgetExpired(now);
        Taken taken = names.get(name);
        return taken == null ? null : Long.valueOf(taken.offset());
    }

    /** Takes a name that is free. */
    void put(String name, long offset, long now) {
        names.put(name, new Taken(offset, now));
        count(cost(name));
        if (names.size() > max) {
            forgetOldest();
        }
    }

    /** Takes a name back that an earlier process remembered. */
    void restore(String name, long offset, long tick, long now) {
        forgetExpired(now);
        if (now - tick <= window && !names.containsKey(name)) {
            put(name, offset, tick);
        }
    }

    /** The message did not come to be. */
    void cancel(String name, long offset) {
        Taken taken = names.get(name);
        if (taken != null && taken.offset() == offset) {
            names.remove(name);
            count(-cost(name));
        }
    }

    void forEach(Visitor visitor) {
        names.forEach((name, taken) -> visitor.name(name, taken.offset(), taken.tick()));
    }

    /** Sees the names, oldest first. */
    interface Visitor {
        void name(String name, long offset, long tick);
    }

    /** @return whether no name is left */
    boolean forgetExpired(long now) {
        while (!names.isEmpty() && now - names.values().iterator().next().tick() > window) {
            forgetOldest();
        }
        return names.isEmpty();
    }

    /**
     * Forgets oldest names until at least {@code wanted} bytes are free or only {@code spare} names are left.
     *
     * @return bytes freed
     */
    long giveUp(long wanted, int spare) {
        long before = bytes;
        while (before - bytes < wanted && names.size() > spare) {
            forgetOldest();
        }
        return before - bytes;
    }

    long bytes() {
        return bytes;
    }

    private void forgetOldest() {
        Iterator<String> oldest = names.keySet().iterator();
        count(-cost(oldest.next()));
        oldest.remove();
    }

    private void count(long delta) {
        bytes += delta;
        meter.add(delta);
    }

    private static long cost(String name) {
        return OVERHEAD + name.length();
    }
}
