package io.broadcasthub.config;

import java.time.Duration;

/** What the hub checks about itself. */
public record DiagnosticsConfig(
        @Setting(
                value = "20s",
                min = "100ms",
                max = "1h",
                doc = "How often the hub holds its books against what is there (`hub_audit_mismatches`).")
        Duration auditInterval,

        @Setting(
                value = "1024",
                min = "0",
                max = "1000000",
                doc =
                        "Of one connection, subscription, timer, interest, pattern or run of encoded messages in so many the audit can say where it was created; 0 = of none.")
        int birthStacks,

        @Setting(
                value = "30s",
                min = "10ms",
                max = "1h",
                doc = "How often connections through which nothing went for so long are counted, to recognise a leak.")
        Duration growthInterval,

        @Setting(
                value = "10",
                min = "2",
                max = "1000",
                doc =
                        "In so many of those counts a group of like connections must have risen, with none leaving, to be reported (`hub_leak_signatures`).")
        int growthSamples) {}
