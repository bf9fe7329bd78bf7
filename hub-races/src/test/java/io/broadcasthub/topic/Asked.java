package io.broadcasthub.topic;

import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.limits.IdleGovernor;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.TopicFilter;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;

/** An event loop that runs nothing; each thread can tell whether it has handed it a task. */
final class Asked extends DefaultEventLoop {
    private static final ThreadLocal<boolean[]> ASKED = ThreadLocal.withInitial(() -> new boolean[1]);
    private static final HubMetrics METRICS = new HubMetrics();
    private static final TopicRule RULE = Rules.of(SlowPolicy.GAP, Duration.ZERO);
    private static final LoopTopics TOPICS = new LoopTopics(
            new Asked(),
            null,
            filter -> RULE,
            METRICS,
            IdleGovernor.of(METRICS),
            UnpooledByteBufAllocator.DEFAULT,
            1,
            1);

    private Asked() {}

    static LoopTopic topic(TopicFilter filter) {
        return new LoopTopic(TOPICS, filter);
    }

    /** Forgets what this thread has asked for. */
    static void forget() {
        ASKED.get()[0] = false;
    }

    static boolean byThisThread() {
        return ASKED.get()[0];
    }

    @Override
    public void execute(Runnable task) {
        ASKED.get()[0] = true;
    }
}
