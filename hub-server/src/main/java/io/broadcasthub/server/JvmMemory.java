package io.broadcasthub.server;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import io.broadcasthub.limits.Reading;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The memory of this Java machine. One thread. */
final class JvmMemory implements MemoryUse {
    private static final String DIRECT = "direct";

    private final long maxHeap = Runtime.getRuntime().maxMemory();
    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());
    private final List<GarbageCollectorMXBean> collectors =
            ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    private final List<BufferPoolMXBean> directPools =
            ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals(DIRECT))
                    .toList();

    @Override
    public Reading heap(int percent) {
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
