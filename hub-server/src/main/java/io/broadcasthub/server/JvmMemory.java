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
        Reading known = latest(percent);
        boolean isShort = known.pressure() >= Resource.HEAP.shed();
        if (!recollection.isDue(isShort, Duration.ofMillis(runtime.getUptime() - latestEnd()))) {
            return known;
        }
        memory.gc();
        return latest(percent);
    }

    private Reading latest(int percent) {
        long end = -1;
        long used = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            GcInfo latest = collector.getLastGcInfo();
            if (latest != null && latest.getEndTime() > end) {
                end = latest.getEndTime();
                used = latest.getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> heapPools.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum();
            }
        }
        return new Reading(used, maxHeap / 100 * percent);
    }

    /** When the latest collection ended, in milliseconds since the start; 0 if there was none. */
    private long latestEnd() {
        long end = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            GcInfo latest = collector.getLastGcInfo();
            end = latest == null ? end : Math.max(end, latest.getEndTime());
        }
        return end;
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
