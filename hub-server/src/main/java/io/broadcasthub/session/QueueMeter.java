package io.broadcasthub.session;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.OnLoop;

/**
 * How many connections a loop has, and what waits in their queues, for other threads to read. Summed up by the sweep, part by
 * part, as it visits them anyway; so each connection's share is as old as the sweep's last visit.
 */
@OnLoop
final class QueueMeter {
    private final long[] bytes;
    private final long[] slow;
    private final long[] visited;
    private long partBytes;
    private long partSlow;
    private int partVisited;
    private volatile long totalBytes;
    private volatile long totalSlow;
    private volatile int totalVisited;

    /** @param parts visits in which the sweep comes round */
    QueueMeter(int parts) {
        bytes = new long[parts];
        slow = new long[parts];
        visited = new long[parts];
    }

    void visit(Session session) {
        partVisited++;
        partBytes += session.queuedBytes();
        if (session.state() == Session.State.LIVE && !session.channel().isWritable()) {
            partSlow++;
        }
    }

    void endPart(int part) {
        bytes[part] = partBytes;
        slow[part] = partSlow;
        visited[part] = partVisited;
        totalBytes = sum(bytes);
        totalSlow = sum(slow);
        totalVisited = (int) sum(visited);
        partBytes = 0;
        partSlow = 0;
        partVisited = 0;
    }

    /** No stream: at some eight ticks a second it would stay interpreted, and take most of an idle loop's time. */
    private static long sum(long[] parts) {
        long sum = 0;
        for (long part : parts) {
            sum += part;
        }
        return sum;
    }

    @AnyThread
    long bytes() {
        return totalBytes;
    }

    @AnyThread
    long slow() {
        return totalSlow;
    }

    @AnyThread
    int connections() {
        return totalVisited;
    }
}
