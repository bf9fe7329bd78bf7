package io.broadcasthub.bench.server;

import io.broadcasthub.bench.naive.NaiveServer;
import java.util.List;

/** Servers that can be started here. Both print the address they listen on. */
public enum ServerKind {
    HUB,
    NAIVE;

    String mainClass() {
        return this == HUB ? "io.broadcasthub.cli.Main" : NaiveServer.class.getName();
    }

    List<String> arguments() {
        return this == HUB ? List.of("serve", "--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0") : List.of();
    }
}
