package io.broadcasthub.config;

import java.time.Duration;

/** Orderly shutdown. */
public record DrainConfig(
        @Setting(
                value = "5s",
                min = "0s",
                max = "10m",
                doc = "Clients are told to come back at a random moment within this time.")
        Duration spread,

        @Setting(
                value = "20s",
                min = "100ms",
                max = "10m",
                doc = "When the hub ends even if peers have not answered its closes.")
        Duration deadline) {}
