package io.broadcasthub.diagnostics.profile;

import io.broadcasthub.diagnostics.StackProfile;
import io.broadcasthub.diagnostics.StackTree;
import io.broadcasthub.diagnostics.ThreadClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/**
 * Processor time by stack. Samples say where a thread was, its clock in the operating system how much it used: the recorder
 * takes threads in native code whether they run or wait there, one at a time in turn, so that its samples alone would show
 * an idle event loop as a busy one.
 */
final class CpuSamples implements Samples {
    private static final String IN_NATIVE = "jdk.NativeMethodSample";
    /** Threads in Java code that the recorder looks at in one round. */
    private static final double JAVA_ROUND = 5;

    private static final String JVM = "[JVM: garbage collection, compilation, threads that ended]";
    private static final String UNSEEN = "[not sampled]";
    /** Where threads wait in native code; a sample there says nothing of where time was spent. */
    private static final Set<String> WAITS = Set.of(
            "io.netty.channel.epoll.Native.epollWait",
            "io.netty.channel.epoll.Native.epollWait0",
            "io.netty.channel.uring.Native.ioUringEnter",
            "sun.nio.ch.EPoll.wait",
            "sun.nio.ch.Net.poll",
            "sun.nio.ch.Net.accept",
            "java.lang.ProcessHandleImpl.waitForProcessExit0",
            "jdk.internal.misc.Unsafe.park");

    private record Sample(List<String> stack, boolean inNative) {
        boolean waits() {
            return inNative && WAITS.contains(stack.get(stack.size() - 1));
        }
    }

    private final ThreadClock begun = ThreadClock.read();
    private final Map<Long, List<Sample>> samples = new HashMap<>();
    private final StackTree tree = new StackTree();
    private ThreadClock used = begun;

    @Override
    public Map<String, Setting> events() {
        // Each sample stops its thread for some microseconds.
        Setting period = new Setting("period", "10 ms");
        return Map.of("jdk.ExecutionSample", period, IN_NATIVE, period);
    }

    @Override
    public StackProfile.Unit unit() {
        return StackProfile.Unit.NANOSECONDS;
    }

    @Override
    public void stopped() {
        used = ThreadClock.read().since(begun);
    }

    @Override
    public void take(RecordedEvent event) {
        RecordedThread thread = event.getThread("sampledThread");
        if (thread != null && event.getStackTrace() != null) {
            boolean inNative = event.getEventType().getName().equals(IN_NATIVE);
            samples.computeIfAbsent(thread.getJavaThreadId(), id -> new ArrayList<>())
                    .add(new Sample(Stacks.of(event, thread), inNative));
        }
    }

    @Override
    public StackTree tree() {
        double nativeWeight = nativeWeight();
        long left = used.process();
        for (Map.Entry<Long, Long> thread : used.threads().entrySet()) {
            long nanos = thread.getValue();
            if (nanos > 0) {
                share(samples.getOrDefault(thread.getKey(), List.of()), nanos, nativeWeight);
                left -= nanos;
            }
        }
        if (left > 0) {
            tree.add(List.of(JVM), left);
        }
        return tree;
    }

    /** What a sample in native code stands for, in samples in Java code. */
    private double nativeWeight() {
        long rounds = 0;
        long most = 0;
        for (List<Sample> thread : samples.values()) {
            long here = thread.stream().filter(Sample::inNative).count();
            rounds += here;
            most = Math.max(most, here);
        }
        // One thread a round, and one that is always there has its turn as often as there are threads to look at.
        double inNative = most == 0 ? 1 : (double) rounds / most;
        double inJava = samples.values().stream()
                .filter(thread -> thread.stream().anyMatch(s -> !s.inNative()))
                .count();
        return inNative / Math.max(1, inJava / JAVA_ROUND);
    }

    private void share(List<Sample> thread, long nanos, double nativeWeight) {
        List<Sample> running = thread.stream().filter(s -> !s.waits()).toList();
        // A thread that does nothing but wait spends what little it uses on waiting.
        List<Sample> seen = running.isEmpty() ? thread : running;
        if (seen.isEmpty()) {
            tree.add(List.of(UNSEEN), nanos);
            return;
        }
        double weights =
                seen.stream().mapToDouble(s -> s.inNative() ? nativeWeight : 1).sum();
        for (Sample sample : seen) {
            tree.add(sample.stack(), Math.round(nanos * (sample.inNative() ? nativeWeight : 1) / weights));
        }
    }
}
