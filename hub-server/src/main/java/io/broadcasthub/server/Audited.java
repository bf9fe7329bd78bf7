package io.broadcasthub.server;

import io.broadcasthub.concurrent.Threads;
import io.broadcasthub.diagnostics.KernelSockets;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.topic.TopicDirectory;
import java.util.function.Supplier;

/**
 * What an audit looks at.
 *
 * @param threads whose tasks are looked at
 * @param routine what they have to do
 * @param kernel asks the kernel; blocks meanwhile
 * @param slice of each loop's sessions, topics and cursors, how many are visited in one go
 */
record Audited(
        Loops loops,
        TopicDirectory directory,
        Engine engine,
        Threads threads,
        Routine routine,
        Supplier<KernelSockets> kernel,
        int slice) {
    /** Holds a loop for a fraction of a millisecond. */
    static final int SLICE = 1_000;
}
