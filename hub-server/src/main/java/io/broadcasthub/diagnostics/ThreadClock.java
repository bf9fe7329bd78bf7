package io.broadcasthub.diagnostics;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * Processor time used so far, as the operating system counts it.
 *
 * @param threads nanoseconds by thread id, of the Java threads alive
 * @param process nanoseconds of the whole process, the JVM's own threads and those that ended included
 */
public record ThreadClock(Map<Long, Long> threads, long process) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();

    /** Reads every thread's clock; some microseconds each. */
    public static ThreadClock read() {
        Map<Long, Long> threads = new HashMap<>();
        if (THREADS.isThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled()) {
            for (long id : THREADS.getAllThreadIds()) {
                long nanos = THREADS.getThreadCpuTime(id);
                if (nanos >= 0) {
                    threads.put(id, nanos);
                }
            }
        }
        long process =
                SYSTEM instanceof com.sun.management.OperatingSystemMXBean system ? system.getProcessCpuTime() : 0;
        return new ThreadClock(threads, process);
    }

    /** What was used since an earlier reading, by threads alive at both; those that began since count from their beginning. */
    public ThreadClock since(ThreadClock earlier) {
        Map<Long, Long> used = new HashMap<>();
        threads.forEach((id, nanos) -> used.put(id, nanos - earlier.threads.getOrDefault(id, 0L)));
        return new ThreadClock(used, process - earlier.process);
    }
}
