package io.broadcasthub.simulation;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.Ticker;

/**
 * One event loop of several that share the simulation's thread. It knows itself to be the current one only while it has
 * its turn, so that a call from one loop to another is what it is in real life: a task for later.
 */
final class SimulatedLoop extends ManualIoEventLoop {
    private boolean running;

    SimulatedLoop(IoEventLoopGroup parent, Ticker ticker) {
        super(parent, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);
    }

    @Override
    public boolean inEventLoop() {
        return running;
    }

    /** Gives it a turn. */
    int turn() {
        running = true;
        try {
            return runNow();
        } finally {
            running = false;
        }
    }

    /** Runs what must run on this loop, now. */
    void within(Runnable action) {
        running = true;
        try {
            action.run();
        } finally {
            running = false;
        }
    }
}
