package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.limits.LoadGovernor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** An event loop's latest beats. Written by one thread at a time, read by any. */
@AnyThread
final class RecentBeats {
    /** Beats are kept for so long. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    private static final int MOST = (int) WINDOW.dividedBy(LoadGovernor.INTERVAL);

    private final AtomicReferenceArray<@Nullable Beat> ring = new AtomicReferenceArray<>(MOST);
    private volatile Beat latest = Beat.NONE;
    private int next;

    void add(Beat beat) {
        ring.set(next, beat);
        next = (next + 1) % MOST;
        latest = beat;
    }

    Beat latest() {
        return latest;
    }

    /** The beat of the window that took longest, or the given one. */
    Beat worst(Beat current) {
        return since(current.at()).stream()
                .max(Comparator.comparingLong(Beat::delay))
                .filter(beat -> beat.delay() > current.delay())
                .orElse(current);
    }

    /** The oldest of the window, or the latest there is. */
    Beat first(long now) {
        return since(now).stream().min(Comparator.comparingLong(Beat::at)).orElse(latest);
    }

    private List<Beat> since(long now) {
        List<Beat> recent = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Beat beat = ring.get(i);
            if (beat != null && now - beat.at() <= WINDOW.toNanos()) {
                recent.add(beat);
            }
        }
        return recent;
    }
}
