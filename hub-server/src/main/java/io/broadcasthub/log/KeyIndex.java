package io.broadcasthub.log;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Offset of the newest retained message of each key, in the order of these offsets. Bounded by the log's window, since
 * entries leave with their messages. Not thread-safe: guarded by its log.
 */
final class KeyIndex {
    static final long[] NONE = {};

    /** In access order, so that putting a known key moves it to the end. */
    private final Map<@Nullable String, Long> newest = new LinkedHashMap<>(16, 0.75f, true);

    void put(@Nullable String key, long offset) {
        newest.put(key, offset);
    }

    void removed(@Nullable String key, long offset) {
        newest.remove(key, offset);
    }

    long[] offsetsFrom(long from) {
        long[] offsets = new long[newest.size()];
        int count = 0;
        for (long offset : newest.values()) {
            if (offset >= from) {
                offsets[count++] = offset;
            }
        }
        return Arrays.copyOf(offsets, count);
    }
}
