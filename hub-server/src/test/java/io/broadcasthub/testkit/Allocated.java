package io.broadcasthub.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Heap bytes allocated so far, counted by the virtual machine. */
public final class Allocated {
    private Allocated() {}

    /** Skips the test where the virtual machine does not count. */
    public static void assumeCounted() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemorySupported()
                        && threads.isThreadAllocatedMemoryEnabled(),
                "this virtual machine does not count what a thread allocates");
    }

    public static long byThisThread() {
        return Threads.ALL.getCurrentThreadAllocatedBytes();
    }

    private static final class Threads {
        static final ThreadMXBean ALL = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    }
}
