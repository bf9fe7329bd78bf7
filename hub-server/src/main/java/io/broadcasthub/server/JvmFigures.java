package io.broadcasthub.server;

import com.sun.management.ThreadMXBean;
import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.metrics.HubMetrics;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.ToLongFunction;

/** What the hub's work costs the JVM: garbage made by the event loops, and the collector's pauses. Read when somebody asks. */
@AnyThread
final class JvmFigures {
    private static final double MILLIS = 1e3;

    private JvmFigures() {}

    static void export(Loops loops, HubMetrics metrics) {
        if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                && threads.isThreadAllocatedMemorySupported()) {
            metrics.count(
                    "hub_loop_allocated_bytes",
                    "Heap bytes allocated by the event loops; reading them adds some",
                    () -> allocated(threads, loops.threadIds()));
        }
        metrics.count(
                "hub_gc_collections",
                "Garbage collections of the process",
                () -> sum(GarbageCollectorMXBean::getCollectionCount));
        metrics.count(
                "hub_gc_seconds", "Time spent in them", () -> sum(GarbageCollectorMXBean::getCollectionTime) / MILLIS);
    }

    private static double allocated(ThreadMXBean threads, long[] ids) {
        return Arrays.stream(threads.getThreadAllocatedBytes(ids))
                .filter(bytes -> bytes > 0) // -1 for a thread that has ended
                .sum();
    }

    private static double sum(ToLongFunction<GarbageCollectorMXBean> figure) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(figure)
                .filter(value -> value > 0) // -1 where the collector does not tell
                .sum();
    }
}
