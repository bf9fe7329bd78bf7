package io.broadcasthub.config;

import java.time.Duration;
import java.util.List;

/** Everything that can be set. Immutable; built by the loader, or from the defaults in embedded use. */
public record HubConfig(
        @Setting(
                value = "127.0.0.1:8080",
                doc = "Public address: WebSocket, SSE, NDJSON, publish API, start page. Port 0 picks a free one.")
        HostPort listen,

        @Setting(value = "127.0.0.1:8081", doc = "Admin address: health, metrics, diagnostics. Keep it private.")
        HostPort admin,

        @Setting(
                value = "false",
                doc = "Allows a public address beyond loopback although no authentication is configured.")
        boolean insecure,

        @Setting(value = "memory", doc = "Where messages get their place: `memory` is embedded and needs nothing.")
        EngineKind engine,

        @Setting(
                value = "25s",
                min = "100ms",
                max = "10m",
                doc =
                        "How often the hub sends something at least; a client not heard of for two of these is ended. Keep it under the idle time-out of every proxy between.")
        Duration heartbeat,

        @Setting(
                doc =
                        "Origins that browsers may connect from, as scheme://host[:port]; none given = only the hub's own host.")
        List<Origin> origins,

        @Setting(doc = "Rules per topic; the first whose `match` fits wins, the defaults apply to the rest.")
        List<TopicRule> topics,

        @Setting(doc = "What all topics share.") HistoryConfig history,

        @Setting(doc = "What one client, and all of them together, may use.")
        LimitsConfig limits,

        @Setting(doc = "Sockets, event loops and buffers.") NetConfig net,
        @Setting(doc = "Orderly shutdown.") DrainConfig drain,
        @Setting(doc = "Logging.") LogConfig log) {}
