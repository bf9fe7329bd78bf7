package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHealth;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.limits.LoadLevel;
import io.broadcasthub.limits.LoadReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What the probes are told. */
@AnyThread
final class Health {
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Engine engine;
    private final LoadGovernor load;
    private final List<LoopPulse> pulses;
    private final AcceptGate gate;
    private volatile String notReady = "starting";

    /** @param gate of the public listener */
    Health(Engine engine, LoadGovernor load, List<LoopPulse> pulses, AcceptGate gate) {
        this.engine = engine;
        this.load = load;
        this.pulses = pulses;
        this.gate = gate;
    }

    void started() {
        notReady = "";
    }

    void draining() {
        notReady = "draining";
    }

    /** A loop that has ended does not come back: all that helps is another process. */
    CompletionStage<EngineHealth> live() {
        return CompletableFuture.completedFuture(
                pulses.stream().anyMatch(LoopPulse::isDead)
                        ? new EngineHealth(false, "an event loop has ended; the log says why; start the hub anew")
                        : EngineHealth.OK);
    }

    CompletionStage<EngineHealth> ready() {
        String reason = notReady.isEmpty() ? trouble() : notReady;
        if (!reason.isEmpty()) {
            return CompletableFuture.completedFuture(new EngineHealth(false, reason));
        }
        return engine.check().thenApply(this::withLoad);
    }

    /** Why new clients are better off elsewhere. */
    private String trouble() {
        if (!gate.isOpen()) {
            return "the public listener is closed";
        }
        for (LoopPulse pulse : pulses) {
            if (pulse.isDead()) {
                return "an event loop has ended";
            }
            if (pulse.delay() > SILENCE.toNanos()) {
                return "an event loop has not answered for " + TimeUnit.NANOSECONDS.toSeconds(pulse.delay()) + " s";
            }
        }
        LoadReport report = load.report();
        return report.level() == LoadLevel.REFUSE ? told(report) : "";
    }

    /** While it sheds the hub is as ready as ever, and says so. */
    private EngineHealth withLoad(EngineHealth health) {
        LoadReport report = load.report();
        return health.available() && report.level() != LoadLevel.NORMAL ? new EngineHealth(true, told(report)) : health;
    }

    private static String told(LoadReport report) {
        return "load level " + report.level().wireName() + ": " + report.why();
    }
}
