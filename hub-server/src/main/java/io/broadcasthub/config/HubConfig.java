package io.broadcasthub.config;

import io.broadcasthub.protocol.TopicFilter;
import java.nio.file.Path;
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
                value = "",
                doc =
                        "Directory in which the memory engine keeps its logs across restarts; nothing given = in memory only. Of one hub alone.")
        Path data,

        @Setting(
                value = "os",
                doc =
                        "When a publish into `data` counts: `os` once the operating system has it (survives the end of the hub), `fsync` once the disk has it (survives the end of the machine, and is slower).")
        DataSync dataSync,

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

        @Setting(doc = "When the hub is overloaded.") LoadConfig load,
        @Setting(doc = "Sockets, event loops and buffers.") NetConfig net,
        @Setting(doc = "Orderly shutdown.") DrainConfig drain,
        @Setting(doc = "Logging.") LogConfig log,
        @Setting(doc = "What the hub checks about itself.") DiagnosticsConfig diagnostics) {
    /** @throws ConfigException when a value is out of its bounds, or values do not go together */
    // Not the compact form: the checks read the finished record.
    public HubConfig(
            HostPort listen,
            HostPort admin,
            boolean insecure,
            EngineKind engine,
            Path data,
            DataSync dataSync,
            Duration heartbeat,
            List<Origin> origins,
            List<TopicRule> topics,
            HistoryConfig history,
            LimitsConfig limits,
            LoadConfig load,
            NetConfig net,
            DrainConfig drain,
            LogConfig log,
            DiagnosticsConfig diagnostics) {
        this.listen = listen;
        this.admin = admin;
        this.insecure = insecure;
        this.engine = engine;
        this.data = data;
        this.dataSync = dataSync;
        this.heartbeat = heartbeat;
        this.origins = List.copyOf(origins);
        this.topics = List.copyOf(topics);
        this.history = history;
        this.limits = limits;
        this.load = load;
        this.net = net;
        this.drain = drain;
        this.log = log;
        this.diagnostics = diagnostics;
        ConfigChecks.check(this);
    }

    /** Whether logs outlive the process. */
    public boolean keepsData() {
        return !data.toString().isEmpty();
    }

    /** The rule for a topic, or for a pattern and its log: the first that covers it, else one with the defaults. */
    public TopicRule ruleFor(TopicFilter filter) {
        for (TopicRule rule : topics) {
            if (rule.covers(filter)) {
                return rule;
            }
        }
        return Fallback.RULE;
    }

    /** Read when first needed: reading it needs this class. */
    private static final class Fallback {
        static final TopicRule RULE = ConfigLoader.defaultRule();
    }
}
