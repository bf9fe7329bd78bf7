package io.broadcasthub.transport.ws;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Heap bytes allocated so far, counted by the virtual machine. */
final class Allocated {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocated() {}

    static long byThisThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
