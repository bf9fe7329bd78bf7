package io.broadcasthub.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files this process may have open. */
final class OpenFiles {
    /** Files the process needs for other things than connections. */
    private static final long RESERVE = 200;

    private OpenFiles() {}

    /** Connections there is room for, going by the limit at start. */
    static int room() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.max(1, Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount() - RESERVE))
                : Integer.MAX_VALUE;
    }
}
