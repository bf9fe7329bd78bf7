package io.broadcasthub.simulation;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.Sources;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.log.Retention;
import io.broadcasthub.server.SimulatedHub;
import java.time.Duration;

/** The remote engine outside of the simulation: its link has a thread, and real time. */
final class RemoteEngineFixture {
    private static final Retention MUCH = new Retention(1_000_000, 1L << 30, Duration.ofHours(1), false);

    private RemoteEngineFixture() {}

    static Engine engine() {
        Environment system = Environment.system();
        Keeper keeper =
                new Keeper(SimulatedHub.engine(ConfigLoader.load(Sources.none()).config(), system));
        TaskScope thread = system.threads().scope("engine-link");
        EngineLink link = new EngineLink(thread, system.nanoTicker(), system.jitter());
        link.delay(Duration.ofMillis(1));
        return new RemoteEngine(keeper, link, thread, filter -> MUCH, system);
    }
}
