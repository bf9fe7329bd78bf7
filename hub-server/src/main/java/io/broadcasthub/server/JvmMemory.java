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
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    private final List<Collector> collectors =
            ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                    .map(Collector::new)
                    .toList();
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
        for (Collector collector : collectors) {
            GcInfo latest = collector.latest();
            if (latest != null && (last == null || latest.getEndTime() > last.getEndTime())) {
                last = latest;
            }
        }
        return last;
    }

    /** What was left of the heap then. */
    private Reading reading(@Nullable GcInfo collection, int percent) {
        long used = 0;
        if (collection != null) {
            for (Map.Entry<String, MemoryUsage> pool :
                    collection.getMemoryUsageAfterGc().entrySet()) {
                if (heapPools.contains(pool.getKey())) {
                    used += pool.getValue().getUsed();
                }
            }
        }
        return new Reading(used, maxHeap / 100 * percent);
    }

    /** One of the JVM's collectors. */
    private static final class Collector {
        private final GarbageCollectorMXBean bean;
        private @Nullable GcInfo latest;

        Collector(GarbageCollectorMXBean bean) {
            this.bean = bean;
        }

        /** Asked for only if there was another since: the JVM makes dozens of objects of it, by way of native code. */
        @Nullable
        GcInfo latest() {
            long count = bean.getCollectionCount();
            if (count > 0 && (latest == null || latest.getId() != count)) {
                latest = bean.getLastGcInfo();
            }
            return latest;
        }
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
