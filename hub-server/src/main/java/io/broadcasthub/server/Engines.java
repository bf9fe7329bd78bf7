package io.broadcasthub.server;

import io.broadcasthub.config.HistoryConfig;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.memory.MemoryEngine;
import io.broadcasthub.engine.memory.MemoryEngineSettings;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.TopicFilter;
import java.time.Duration;
import java.time.InstantSource;

/** Makes the engine that the configuration names. */
final class Engines {
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private Engines() {}

    static Engine create(HubConfig config) {
        return switch (config.engine()) {
            case MEMORY -> memory(config);
        };
    }

    private static Engine memory(HubConfig config) {
        HistoryConfig history = config.history();
        long budget = Runtime.getRuntime().maxMemory() / 100 * history.budgetPercent();
        MemoryEngineSettings settings = new MemoryEngineSettings(
                budget,
                history.maxTopics(),
                history.maxPatterns(),
                history.patternLinger(),
                history.dedupeWindow(),
                history.dedupeNames(),
                SWEEP);
        return new MemoryEngine(
                settings, filter -> retention(config, filter), InstantSource.system(), System::nanoTime);
    }

    private static Retention retention(HubConfig config, TopicFilter filter) {
        TopicRule rule = config.ruleFor(filter);
        TopicRule.History history = rule.history();
        return new Retention(
                history.messages(), history.bytes().bytes(), history.age(), rule.slow() == SlowPolicy.LATEST);
    }
}
