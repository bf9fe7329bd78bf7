package io.broadcasthub.architecture.wrong.engine.memory;

import io.netty.channel.EventLoop;

/** An engine that knows Netty, and does not say on which thread it runs. */
public final class WrongEngine {
    private final EventLoop loop;

    public WrongEngine(EventLoop loop) {
        this.loop = loop;
    }

    public boolean isHere() {
        return loop.inEventLoop();
    }
}
