package io.broadcasthub.topic;

import io.broadcasthub.config.ByteSize;
import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.protocol.TopicFilter;
import java.time.Duration;

/** Rules that differ in what the topic layer looks at. */
final class Rules {
    private Rules() {}

    static TopicRule of(SlowPolicy slow, Duration batch) {
        return new TopicRule(
                new TopicFilter("**"),
                new TopicRule.History(1_000, new ByteSize(1 << 20), Duration.ofHours(1)),
                slow,
                batch);
    }
}
