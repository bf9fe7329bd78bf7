package io.broadcasthub.server;

import io.broadcasthub.diagnostics.ThreadTimes;
import java.util.Locale;

/** What is the matter with an event loop that is late. */
enum LoopVerdict {
    FINE,
    /** It has more to do than it can. */
    BUSY,
    /** It does nothing: something holds up its thread. */
    BLOCKED,
    /** Late, and the JVM does not tell what the thread used. */
    UNKNOWN,
    ENDED;

    /** A thread that works gets less than a whole processor where others want it too; one that is held up gets nothing. */
    private static final int BUSY_PART = 10;

    /** @param lateFrom nanoseconds of delay from which on a loop is late */
    static LoopVerdict of(Beat worst, long lateFrom) {
        if (worst.delay() < lateFrom) {
            return FINE;
        }
        long cpu = worst.during().cpu();
        if (cpu == ThreadTimes.UNKNOWN) {
            return UNKNOWN;
        }
        return cpu >= worst.delay() / BUSY_PART ? BUSY : BLOCKED;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
