package io.broadcasthub.diagnostics;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * What one thread did so far, or between two readings. Each is {@link #UNKNOWN} where the JVM does not tell.
 *
 * @param cpu nanoseconds on a processor
 * @param blocked nanoseconds before monitors that others held; told only while contention is monitored
 * @param waited nanoseconds parked or waiting, for locks among others; told only while contention is monitored
 */
public record ThreadTimes(long cpu, long blocked, long waited) {
    public static final long UNKNOWN = -1;
    public static final ThreadTimes NONE = new ThreadTimes(UNKNOWN, UNKNOWN, UNKNOWN);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Reads them, of any thread, in a few microseconds and without stopping it; {@link #NONE} if it is no more. */
    public static ThreadTimes read(long threadId) {
        ThreadInfo info = isContentionMonitored() ? THREADS.getThreadInfo(threadId) : null;
        return new ThreadTimes(
                hasCpuTime() ? THREADS.getThreadCpuTime(threadId) : UNKNOWN,
                info == null ? UNKNOWN : nanos(info.getBlockedTime()),
                info == null ? UNKNOWN : nanos(info.getWaitedTime()));
    }

    /** Whether there is a clock of each thread's processor time. */
    public static boolean hasCpuTime() {
        return THREADS.isThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();
    }

    /** Whether the JVM takes the time that threads wait for locks. */
    public static boolean isContentionMonitored() {
        return THREADS.isThreadContentionMonitoringSupported() && THREADS.isThreadContentionMonitoringEnabled();
    }

    private static long nanos(long millis) {
        return millis < 0 ? UNKNOWN : TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** What came on top since an earlier reading. */
    public ThreadTimes since(ThreadTimes earlier) {
        return new ThreadTimes(less(cpu, earlier.cpu), less(blocked, earlier.blocked), less(waited, earlier.waited));
    }

    private static long less(long now, long before) {
        return now < 0 || before < 0 ? UNKNOWN : now - before;
    }
}
