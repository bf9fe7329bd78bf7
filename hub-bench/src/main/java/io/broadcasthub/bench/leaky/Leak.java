package io.broadcasthub.bench.leaky;

import io.broadcasthub.bench.server.Launch;
import java.io.IOException;
import java.util.List;

/** A way to leak. */
public enum Leak {
    /** {@link StreamHandlers}. */
    HANDLER("stream handler that misses the disconnect") {
        @Override
        Broadcaster start() throws IOException {
            return new StreamHandlers();
        }
    },
    /** {@link SubscriberMap}. */
    MAP("broadcast map that keeps failed subscribers") {
        @Override
        Broadcaster start() throws InterruptedException {
            return new SubscriberMap();
        }
    },
    /** {@link Pushers}. */
    PUSHER("background pusher that outlives a restart") {
        @Override
        Broadcaster start() throws InterruptedException {
            return new Pushers();
        }
    };

    private final String title;

    Leak(String title) {
        this.title = title;
    }

    /** What goes wrong, in words. */
    public String title() {
        return title;
    }

    /** The broadcaster that leaks this way, as a program. */
    public Launch launch() {
        return new Launch("leaky", LeakyServer.class.getName(), List.of(name()));
    }

    abstract Broadcaster start() throws IOException, InterruptedException;
}
