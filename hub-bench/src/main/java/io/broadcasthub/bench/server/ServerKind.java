package io.broadcasthub.bench.server;

import io.broadcasthub.bench.naive.NaiveServer;
import java.util.List;

/** Servers that can be started here. Both print the address they listen on. */
public enum ServerKind {
    HUB,
    NAIVE;

    /** On free ports of this machine. */
    public Launch launch() {
        return this == HUB
                ? hub("127.0.0.1:0", "127.0.0.1:0")
                : new Launch("naive", NaiveServer.class.getName(), List.of());
    }

    /** A hub on these addresses. */
    public static Launch hub(String listen, String admin) {
        return new Launch("hub", "io.broadcasthub.cli.Main", List.of("serve", "--listen", listen, "--admin", admin));
    }
}
