package io.broadcasthub.topic;

import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.limits.IdleGovernor;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.TopicFilter;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;

/** A loop's topics that are attached and detached by name, and never run. */
final class NamedOnly {
    private static final HubMetrics METRICS = new HubMetrics();
    private static final TopicRule RULE = Rules.of(SlowPolicy.GAP, Duration.ZERO);
    private static final LoopTopics LOOP = new LoopTopics(
            new EmbeddedChannel().eventLoop(),
            null,
            filter -> RULE,
            METRICS,
            IdleGovernor.of(METRICS),
            UnpooledByteBufAllocator.DEFAULT,
            1,
            LoopTopics.TURN);

    private NamedOnly() {}

    static LoopTopic topic(TopicFilter filter) {
        return new LoopTopic(LOOP, filter);
    }
}
