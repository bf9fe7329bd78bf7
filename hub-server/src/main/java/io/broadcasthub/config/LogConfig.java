package io.broadcasthub.config;

/** Logging. */
public record LogConfig(
        @Setting(value = "text", doc = "`text` for people or `json`, one object a line, for collectors.")
        Format format,

        @Setting(value = "info", doc = "`error`, `warn`, `info`, `debug` (connection events) or `trace` (messages).")
        Level level,

        @Setting(
                value = "false",
                doc =
                        "Whether each answered request and each ended stream is logged, by the logger `io.broadcasthub.access`. Left out while the hub is overloaded.")
        boolean access) {

    /** Shape of a log line. */
    public enum Format {
        TEXT,
        JSON
    }

    /** Least severe level that is logged. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
