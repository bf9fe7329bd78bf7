package io.broadcasthub.server;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import io.broadcasthub.limits.Reading;
import io.broadcasthub.limits.Resource;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.RuntimeMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The memory of this Java machine. One thread. */
final class JvmMemory implements MemoryUse {
    private static final String DIRECT = "direct";

    private final Recollection recollection;
    private final long maxHeap = Runtime.getRuntime().maxMemory();
    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());
    private final List<GarbageCollectorMXBean> collectors =
            ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    private final List<BufferPoolMXBean> directPools =
            ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals(DIRECT))
                    .toList();

    JvmMemory(Recollection recollection) {
        this.recollection = recollection;
    }

    @Override
    public Reading heap(int percent) {
        GcInfo latest = latest();
        Reading known = reading(latest, percent);
        boolean isShort = known.pressure() >= Resource.HEAP.shed();
        long end = latest == null ? 0 : latest.getEndTime();
        if (!recollection.isDue(isShort, Duration.ofMillis(runtime.getUptime() - end))) {
            return known;
        }
        memory.gc();
        return reading(latest(), percent);
    }

    /** The collection that ended last; null if there was none. Its times are in milliseconds since the start. */
    private @Nullable GcInfo latest() {
        GcInfo last = null;
        for (GarbageCollectorMXBean collector : collectors) {
            GcInfo latest = collector.getLastGcInfo();
            if (latest != null && (last == null || latest.getEndTime() > last.getEndTime())) {
                last = latest;
            }
        }
        return last;
    }

    /** What was left of the heap then. */
    private Reading reading(@Nullable GcInfo collection, int percent) {
        long used = collection == null
                ? 0
                : collection.getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> heapPools.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum();
        return new Reading(used, maxHeap / 100 * percent);
    }

    /** As Netty counts it if it has a counter of its own, else as the JDK does. */
    @Override
    public Reading direct(int percent) {
        long netty = PlatformDependent.usedDirectMemory();
        long used = netty >= 0
                ? netty
                : directPools.stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
        return new Reading(used, PlatformDependent.maxDirectMemory() / 100 * percent);
    }
}
