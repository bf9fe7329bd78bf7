package io.broadcasthub.session;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.OnLoop;
import java.util.Arrays;

/**
 * What waits in the queues of a loop's connections. Summed up by the sweep, part by part, as it visits them anyway; so each
 * connection's share is as old as the sweep's last visit.
 */
@OnLoop
final class QueueMeter {
    private final long[] bytes;
    private final long[] slow;
    private long partBytes;
    private long partSlow;
    private volatile long totalBytes;
    private volatile long totalSlow;

    /** @param parts visits in which the sweep comes round */
    QueueMeter(int parts) {
        bytes = new long[parts];
        slow = new long[parts];
    }

    void visit(Session session) {
        partBytes += session.queuedBytes();
        if (session.state() == Session.State.LIVE && !session.channel().isWritable()) {
            partSlow++;
        }
    }

    void endPart(int part) {
        bytes[part] = partBytes;
        slow[part] = partSlow;
        totalBytes = Arrays.stream(bytes).sum();
        totalSlow = Arrays.stream(slow).sum();
        partBytes = 0;
        partSlow = 0;
    }

    @AnyThread
    long bytes() {
        return totalBytes;
    }

    @AnyThread
    long slow() {
        return totalSlow;
    }
}
