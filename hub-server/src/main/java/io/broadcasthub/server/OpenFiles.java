package io.broadcasthub.server;

import com.sun.management.UnixOperatingSystemMXBean;
import io.broadcasthub.concurrent.AnyThread;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * How many files this process may have open, and has. Counting them asks the kernel for each, so that is done now and then,
 * and in between the hub goes by its own count of connections. While there is no descriptor left the JDK cannot count at all.
 */
@AnyThread
final class OpenFiles {
    /** Descriptors kept for answers to those turned away, for operators, and for files: an eighth, within these. */
    private static final long MIN_SPARE = 16;

    private static final long MAX_SPARE = 168;

    private final long limit;
    private final LongSupplier counter;
    private volatile long others;
    private volatile boolean exhausted;

    /**
     * @param limit most files; {@link Long#MAX_VALUE} if it is not known
     * @param counter counts the open ones; may throw anything while there is none to spare
     */
    OpenFiles(long limit, LongSupplier counter) {
        this.limit = limit;
        this.counter = counter;
        count(0);
    }

    static OpenFiles ofProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? new OpenFiles(unix.getMaxFileDescriptorCount(), unix::getOpenFileDescriptorCount)
                : new OpenFiles(Long.MAX_VALUE, () -> 0);
    }

    long limit() {
        return limit;
    }

    private long spare() {
        return Math.max(MIN_SPARE, Math.min(MAX_SPARE, limit / 8));
    }

    /** Connections there is room for, going by what is open now. */
    int room() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit - others - spare()));
    }

    /** From so many on nothing more is accepted: half of the spare ones stay for operators and files. */
    long pauseAt() {
        return limit - spare() / 2;
    }

    /** @param connections those of the hub */
    long used(long connections) {
        return exhausted ? limit : others + connections;
    }

    /** Whether there was none left when last asked for. */
    boolean isExhausted() {
        return exhausted;
    }

    /** One could not be had. */
    void exhausted() {
        exhausted = true;
    }

    /** Asks the kernel. */
    void count(long connections) {
        try {
            others = Math.max(0, counter.getAsLong() - connections);
            exhausted = false;
        } catch (Throwable t) {
            // The JDK throws InternalError when it cannot open the directory that lists them.
            exhausted = true;
        }
    }
}
