package io.broadcasthub.simulation;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.Sources;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The topics of the simulation, of every kind there is, and the configuration that makes them so. */
final class TopicSet {
    private static final List<String> TOPICS =
            List.of("a", "b", "orders.eu", "orders.us", "orders.eu.de", "small.x", "small.y", "latest.k", "close.c");
    private static final List<String> PATTERNS = List.of("orders.*", "orders.**", "*", "small.*", "latest.*", "**");
    private static final String RULES = "[{match: small.**, history: {messages: 12}},"
            + " {match: latest.**, history: {messages: 16}, slow: latest},"
            + " {match: close.**, history: {messages: 12}, slow: close},"
            + " {match: '**', history: {age: 30d}}]";

    HubConfig config() {
        return ConfigLoader.load(Sources.none()
                        .set("listen", "127.0.0.1:8080")
                        .set("admin", "127.0.0.1:8081")
                        .set("topics", RULES)
                        .set("net.write-buffer", "1KiB")
                        .set("net.max-write", "1KiB")
                        .set("load.loop-delay", "10m")
                        .set("limits.max-pending-publishes", "8")
                        .set("history.dedupe-window", "1d")
                        .set("diagnostics.birth-stacks", "0"))
                .config();
    }

    String anyTopic(Random random) {
        return TOPICS.get(random.nextInt(TOPICS.size()));
    }

    String anyFilter(Random random) {
        return random.nextInt(4) == 0 ? PATTERNS.get(random.nextInt(PATTERNS.size())) : anyTopic(random);
    }

    @Nullable
    String anyKey(String topic, Random random) {
        return topic.startsWith("latest.") ? "k" + random.nextInt(4) : null;
    }

    /** Whether its log is so short that messages can be gone before somebody slow has them. */
    boolean mayBeMissing(String filter) {
        return filter.startsWith("small.") || filter.startsWith("latest.") || filter.startsWith("close.");
    }
}
