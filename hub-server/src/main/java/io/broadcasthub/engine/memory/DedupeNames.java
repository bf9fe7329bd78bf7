package io.broadcasthub.engine.memory;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dedupe names that one topic remembers, oldest first, with the offset each led to. Asked under the topic's lock,
 * so that the decision and the append are one step.
 */
final class DedupeNames {
    private final long window;
    private final int max;
    private final Map<String, Taken> names = new LinkedHashMap<>();

    private record Taken(long offset, long tick) {}

    DedupeNames(long windowNanos, int max) {
        this.window = windowNanos;
        this.max = max;
    }

    /** Where the message with this name stands, or null if the name is free. */
    @Nullable
    Long find(String name, long now) {
        forgetExpired(now);
        Taken taken = names.get(name);
        return taken == null ? null : Long.valueOf(taken.offset());
    }

    void put(String name, long offset, long now) {
        names.put(name, new Taken(offset, now));
        if (names.size() > max) {
            Iterator<Taken> oldest = names.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** @return whether no name is left */
    boolean forgetExpired(long now) {
        Iterator<Taken> oldest = names.values().iterator();
        while (oldest.hasNext() && now - oldest.next().tick() > window) {
            oldest.remove();
        }
        return names.isEmpty();
    }
}
