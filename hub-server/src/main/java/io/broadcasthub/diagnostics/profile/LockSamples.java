package io.broadcasthub.diagnostics.profile;

import io.broadcasthub.diagnostics.StackProfile;
import io.broadcasthub.diagnostics.StackTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Time that threads waited for a monitor, a lock or one another; the innermost frame is what was waited for. Threads of a
 * pool that wait for something to do are left out, or nothing else would be seen.
 */
final class LockSamples implements Samples {
    private static final String MONITOR = "jdk.JavaMonitorEnter";
    private static final Set<String> IDLE = Set.of(
            "java.util.concurrent.ThreadPoolExecutor.getTask",
            "java.util.concurrent.ForkJoinPool.awaitWork",
            "java.util.concurrent.ForkJoinPool.runWorker",
            "io.netty.util.concurrent.SingleThreadEventExecutor.takeTask",
            "java.lang.ref.ReferenceQueue.remove",
            "jdk.jfr.internal.PlatformRecorder.takeNap");

    private final StackTree tree = new StackTree();

    @Override
    public Map<String, Setting> events() {
        // What waits shorter costs less than to tell of it.
        Setting threshold = new Setting("threshold", "20 us");
        return Map.of(MONITOR, threshold, "jdk.ThreadPark", threshold);
    }

    @Override
    public StackProfile.Unit unit() {
        return StackProfile.Unit.NANOSECONDS;
    }

    @Override
    public void take(RecordedEvent event) {
        boolean monitor = event.getEventType().getName().equals(MONITOR);
        List<String> stack = Stacks.of(event, event.getThread());
        if (!monitor && isIdle(stack)) {
            return;
        }
        RecordedClass lock = event.getClass(monitor ? "monitorClass" : "parkedClass");
        String waited = monitor ? "waits for the monitor of " : "waits for ";
        stack.add(lock == null ? waited + "another thread" : waited + Stacks.className(lock.getName()));
        tree.add(stack, event.getDuration().toNanos());
    }

    /** Whether it waits for work; one that runs a task and waits within it does not. */
    private static boolean isIdle(List<String> stack) {
        int innermost = stack.size() - 1;
        while (innermost >= 0 && !IDLE.contains(stack.get(innermost))) {
            if (!stack.get(innermost).startsWith("java.util.concurrent.")
                    && !stack.get(innermost).startsWith("jdk.")
                    && !stack.get(innermost).startsWith("java.lang.")) {
                return false;
            }
            innermost--;
        }
        return innermost >= 0;
    }

    @Override
    public StackTree tree() {
        return tree;
    }
}
