package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.Table;
import io.broadcasthub.diagnostics.ThreadTimes;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /debug/loops} says: of each event loop how late it is, beside what its thread did meanwhile. Nothing is asked of
 * the loops, so it says so too of one that answers nobody.
 */
@AnyThread
final class LoopsPage {
    private static final int FRAMES = 16;
    private static final long PERCENT = 100;

    private final List<LoopPulse> pulses;
    private final Duration lateFrom;

    /** @param lateFrom delay from which on a loop is late */
    LoopsPage(List<LoopPulse> pulses, Duration lateFrom) {
        this.pulses = pulses;
        this.lateFrom = lateFrom;
    }

    Page page() {
        Table table = new Table(
                "loops",
                "loop",
                "verdict",
                "delayMicros",
                "worstMicros",
                "worstCpuPercent",
                "cpuPercent",
                "blockedMicros",
                "waitedMicros",
                "queuedTasks",
                "connections",
                "queuedBytes",
                "state",
                "waitsFor",
                "heldBy",
                "stack");
        pulses.forEach(pulse -> add(table, pulse));
        return new Page("loops")
                .fact("windowSeconds", RecentBeats.WINDOW.toSeconds())
                .fact("lateFromMicros", micros(lateFrom.toNanos()))
                .fact("cpuTimes", ThreadTimes.hasCpuTime() ? "known" : "unknown")
                .fact("lockTimes", ThreadTimes.isContentionMonitored() ? "known" : "unknown")
                .with(table);
    }

    private void add(Table table, LoopPulse pulse) {
        Beat current = pulse.current();
        Beat worst = pulse.worst();
        Beat window = pulse.window();
        boolean late = !pulse.isDead() && current.delay() >= lateFrom.toNanos();
        ThreadInfo thread =
                late && pulse.thread().isPresent() ? look(pulse.thread().getAsLong()) : null;
        table.add(
                name(pulse.sessions().eventLoop()),
                verdict(pulse, worst).wireName(),
                micros(current.delay()),
                micros(worst.delay()),
                percent(worst),
                percent(window),
                known(window.during().blocked()),
                known(window.during().waited()),
                tasks(pulse.sessions().eventLoop()),
                pulse.sessions().connections(),
                pulse.sessions().queuedBytes(),
                thread == null ? null : thread.getThreadState().name(),
                thread == null ? null : lock(thread.getLockInfo()),
                thread == null ? null : thread.getLockOwnerName(),
                thread == null ? null : stack(thread));
    }

    private LoopVerdict verdict(LoopPulse pulse, Beat worst) {
        return pulse.isDead() ? LoopVerdict.ENDED : LoopVerdict.of(worst, lateFrom.toNanos());
    }

    /** Stops the thread for a moment; so only of one that is late anyway. */
    private static @Nullable ThreadInfo look(long thread) {
        return ManagementFactory.getThreadMXBean().getThreadInfo(thread, FRAMES);
    }

    private static String name(EventExecutor loop) {
        return loop instanceof SingleThreadEventExecutor single
                ? single.threadProperties().name()
                : loop.toString();
    }

    private static @Nullable Integer tasks(EventExecutor loop) {
        return loop instanceof SingleThreadEventExecutor single ? single.pendingTasks() : null;
    }

    private static @Nullable Long percent(Beat beat) {
        long cpu = beat.during().cpu();
        return cpu == ThreadTimes.UNKNOWN || beat.delay() <= 0 ? null : cpu * PERCENT / beat.delay();
    }

    private static @Nullable Long known(long nanos) {
        return nanos == ThreadTimes.UNKNOWN ? null : micros(nanos);
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    private static @Nullable String lock(@Nullable LockInfo lock) {
        return lock == null ? null : lock.toString();
    }

    private static String stack(ThreadInfo thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(StackTraceElement::toString)
                .collect(Collectors.joining("\n"));
    }
}
