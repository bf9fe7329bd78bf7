package io.broadcasthub.config;

import io.broadcasthub.protocol.TopicFilter;
import java.time.Duration;

/** Settings for the topics, and subscription patterns, that {@code match} covers. */
public record TopicRule(
        @Setting(value = "**", doc = "Topic or pattern this rule is for.")
        TopicFilter match,

        @Setting(doc = "How much is kept for those who come back.")
        History history,

        @Setting(
                value = "gap",
                doc =
                        "What happens when the window moved past a slow subscriber: `gap`, `latest` (newest message of each key) or `close`.")
        SlowPolicy slow) {

    /** Whichever bound is reached first drops the oldest message. */
    public record History(
            @Setting(value = "1000000", min = "1", max = "10000000", doc = "Most messages kept of one topic.")
            int messages,

            @Setting(
                    value = "256MiB",
                    min = "1KiB",
                    max = "64GiB",
                    doc = "Most bytes kept of one topic, overhead included.")
            ByteSize bytes,

            @Setting(value = "1h", min = "1s", max = "30d", doc = "Longest time a message is kept.")
            Duration age) {}
}
