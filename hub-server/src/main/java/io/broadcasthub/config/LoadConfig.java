package io.broadcasthub.config;

import java.time.Duration;

/** When the hub is overloaded. */
public record LoadConfig(
        @Setting(
                value = "2s",
                min = "10ms",
                max = "10m",
                doc =
                        "How late an event loop may be before new work is refused; from a tenth of it on what is not core is left out.")
        Duration loopDelay,

        @Setting(
                value = "1GiB",
                min = "1MiB",
                max = "64GiB",
                doc =
                        "Bytes queued for all connections together from which on new work is refused; from half of it on what is not core is left out.")
        ByteSize queued,

        @Setting(
                value = "95",
                min = "10",
                max = "100",
                doc =
                        "Percent of the heap (after a collection), or of direct memory, from which on new work is refused; from nine tenths of it on what is not core is left out.")
        int memoryPercent,

        @Setting(
                value = "0",
                min = "0",
                max = "1000000",
                doc = "Most new connections a second; the others are answered 503. 0 = no bound.")
        int connectRate,

        @Setting(
                value = "0",
                min = "0",
                max = "1000000",
                doc = "Most publishes a second, of all clients together; the others get `rate_limited`. 0 = no bound.")
        int publishRate) {}
