package io.broadcasthub.server;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.config.DataSync;
import io.broadcasthub.config.HistoryConfig;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.memory.MemoryEngine;
import io.broadcasthub.engine.memory.MemoryEngineSettings;
import io.broadcasthub.engine.memory.journal.BootId;
import io.broadcasthub.engine.memory.journal.JournalSettings;
import io.broadcasthub.log.Retention;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the engine that the configuration names. */
final class Engines {
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final long SEGMENT_BYTES = 64L << 20;
    private static final long MAX_QUEUE_BYTES = 64L << 20;

    private Engines() {}

    static Engine create(HubConfig config, Environment environment) {
        return switch (config.engine()) {
            case MEMORY -> memory(config, environment);
        };
    }

    private static Engine memory(HubConfig config, Environment environment) {
        HistoryConfig history = config.history();
        long budget = Runtime.getRuntime().maxMemory() / 100 * history.budgetPercent();
        MemoryEngineSettings settings = new MemoryEngineSettings(
                budget,
                history.maxTopics(),
                history.maxPatterns(),
                history.patternLinger(),
                history.dedupeWindow(),
                history.dedupeNames(),
                config.diagnostics().birthStacks(),
                SWEEP);
        // Topics of one rule share its retention: there may be a million of them.
        Map<TopicRule, Retention> retentions = new ConcurrentHashMap<>();
        return new MemoryEngine(
                settings,
                filter -> retentions.computeIfAbsent(config.ruleFor(filter), Engines::retention),
                environment,
                config.keepsData() ? journal(config) : null);
    }

    private static JournalSettings journal(HubConfig config) {
        return new JournalSettings(
                config.data(),
                config.dataSync() == DataSync.FSYNC,
                SEGMENT_BYTES,
                Math.min(MAX_QUEUE_BYTES, Runtime.getRuntime().maxMemory() / 32),
                BootId.current());
    }

    private static Retention retention(TopicRule rule) {
        TopicRule.History history = rule.history();
        return new Retention(
                history.messages(), history.bytes().bytes(), history.age(), rule.slow() == SlowPolicy.LATEST);
    }
}
