package io.broadcasthub.engine.memory;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.engine.memory.journal.JournalSettings;
import io.broadcasthub.log.ManualTicker;
import io.broadcasthub.log.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A memory engine whose clock, time and sweep are the test's. */
final class MemoryEngineFixture {
    final ManualTicker ticker = new ManualTicker();
    final AtomicReference<Instant> wallClock = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    private Retention retention = new Retention(1_000_000, 1L << 30, Duration.ofHours(1), false);
    private long budget = 1L << 30;
    private int maxTopics = 1_000;
    private int maxPatterns = 100;
    private int dedupeNames = 1_000;
    private @Nullable JournalSettings data;

    MemoryEngineFixture retention(Retention retention) {
        this.retention = retention;
        return this;
    }

    MemoryEngineFixture budget(long bytes) {
        this.budget = bytes;
        return this;
    }

    MemoryEngineFixture maxTopics(int max) {
        this.maxTopics = max;
        return this;
    }

    MemoryEngineFixture maxPatterns(int max) {
        this.maxPatterns = max;
        return this;
    }

    MemoryEngineFixture dedupeNames(int max) {
        this.dedupeNames = max;
        return this;
    }

    /** Keeps its logs in this directory; the test decides what counts as a run of the system. */
    MemoryEngineFixture data(Path directory, boolean fsync, long segmentBytes, String bootId) {
        this.data = new JournalSettings(directory, fsync, segmentBytes, 1 << 24, bootId);
        return this;
    }

    MemoryEngineFixture data(Path directory) {
        return data(directory, false, 1 << 20, "boot");
    }

    MemoryEngine engine() {
        return new MemoryEngine(settings(), filter -> retention, environment(), data);
    }

    private Environment environment() {
        Environment system = Environment.system();
        return new Environment(ticker, wallClock::get, system.jitter(), system.names(), system.threads());
    }

    private MemoryEngineSettings settings() {
        // The engine's own sweep never runs: tests call sweepNow().
        return new MemoryEngineSettings(
                budget,
                maxTopics,
                maxPatterns,
                Duration.ofMinutes(2),
                Duration.ofMinutes(2),
                dedupeNames,
                1,
                Duration.ofDays(1));
    }
}
