package io.broadcasthub.config;

import java.time.Duration;

/** What one client may use, and all of them together. */
public record LimitsConfig(
        @Setting(
                value = "0",
                min = "0",
                max = "10000000",
                doc = "Most connections; 0 = what the process may open as files, less what it has open and a reserve.")
        int maxConnections,

        @Setting(
                value = "1000",
                min = "1",
                max = "1000000",
                doc = "Most connections that have not sent a complete request yet.")
        int maxHandshakes,

        @Setting(value = "5s", min = "50ms", max = "5m", doc = "From accept to a complete request.")
        Duration handshakeTimeout,

        @Setting(
                value = "60s",
                min = "50ms",
                max = "1h",
                doc = "How long a kept-alive HTTP connection may idle between requests.")
        Duration keepAliveTimeout,

        @Setting(
                value = "0s",
                off = "0s",
                min = "10s",
                max = "30d",
                doc =
                        "Age at which a stream (WebSocket, SSE, NDJSON) is asked to come back on a new connection, each at a moment of its own in the last tenth; 0 = never.")
        Duration maxAge,

        @Setting(value = "64KiB", min = "128B", max = "16MiB", doc = "Largest message a client may send or publish.")
        ByteSize maxMessage,

        @Setting(value = "4MiB", min = "1KiB", max = "256MiB", doc = "Largest body of a batch publish.")
        ByteSize maxBatch,

        @Setting(
                value = "20000",
                min = "1",
                max = "10000000",
                doc =
                        "Most lines of a batch publish; each has an answer of its own, which may be much longer than the line.")
        int maxBatchLines,

        @Setting(value = "1024", min = "1", max = "1000000", doc = "Most fragments one WebSocket message may come in.")
        int maxFragments,

        @Setting(
                value = "10s",
                min = "50ms",
                max = "10m",
                doc =
                        "Longest time from a WebSocket message's first fragment, or a request body's first byte, to its last.")
        Duration messageTimeout,

        @Setting(
                value = "128",
                min = "1",
                max = "100000",
                doc = "Most topics and patterns one connection may be subscribed to.")
        int maxTopics,

        @Setting(
                value = "100",
                min = "1",
                max = "1000000",
                doc = "Most subscribes a second of one connection; as many topics as it may have are allowed at once.")
        int subscribeRate,

        @Setting(
                value = "1024",
                min = "1",
                max = "1000000",
                doc =
                        "Most publishes of one connection that wait for the engine; beyond it the hub reads no further from it.")
        int maxPendingPublishes,

        @Setting(
                value = "20",
                min = "1",
                max = "1000000",
                doc = "Protocol errors after which a connection is closed with 4008.")
        int maxErrors,

        @Setting(
                value = "20",
                min = "1",
                max = "1000000",
                doc = "WebSocket control frames a second that one client may send.")
        int controlFrameRate,

        @Setting(
                value = "30s",
                min = "50ms",
                max = "10m",
                doc =
                        "How long a reader may take nothing at all while anything waits for it, before it is closed with 4103.")
        Duration stallTimeout,

        @Setting(value = "5s", min = "50ms", max = "1m", doc = "How long the hub waits for a peer to answer a close.")
        Duration closeTimeout) {}
