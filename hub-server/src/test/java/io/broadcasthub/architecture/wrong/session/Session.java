package io.broadcasthub.architecture.wrong.session;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.channel.Channel;

/** May close its channel, as the real one. */
@OnLoop
public final class Session {
    private final Channel channel;

    public Session(Channel channel) {
        this.channel = channel;
    }

    public void end() {
        channel.close();
    }
}
