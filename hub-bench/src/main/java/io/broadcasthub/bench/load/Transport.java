package io.broadcasthub.bench.load;

/** How subscribers get their messages. */
public enum Transport {
    WS,
    SSE,
    NDJSON
}
