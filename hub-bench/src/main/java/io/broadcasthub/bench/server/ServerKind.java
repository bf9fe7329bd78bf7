package io.broadcasthub.bench.server;

import io.broadcasthub.bench.floor.FloorServer;
import io.broadcasthub.bench.naive.NaiveServer;
import io.netty.channel.epoll.Epoll;
import java.util.List;

/** Servers that can be started here. Both print the address they listen on. */
public enum ServerKind {
    HUB,
    NAIVE,
    FLOOR,
    FLOOR_COALESCING;

    /** On free ports of this machine. */
    public Launch launch() {
        return switch (this) {
            case HUB -> hub("127.0.0.1:0", "127.0.0.1:0");
            case NAIVE -> new Launch("naive", NaiveServer.class.getName(), List.of());
            case FLOOR -> new Launch("floor", FloorServer.class.getName(), List.of());
            case FLOOR_COALESCING -> new Launch("floor, coalescing", FloorServer.class.getName(), List.of("coalesce"));
        };
    }

    /** Whether it can run on this machine. */
    public boolean isPossible() {
        return switch (this) {
            case HUB, NAIVE -> true;
            case FLOOR, FLOOR_COALESCING -> Epoll.isAvailable();
        };
    }

    /** A hub on these addresses. */
    public static Launch hub(String listen, String admin) {
        return new Launch("hub", "io.broadcasthub.cli.Main", List.of("serve", "--listen", listen, "--admin", admin));
    }
}
