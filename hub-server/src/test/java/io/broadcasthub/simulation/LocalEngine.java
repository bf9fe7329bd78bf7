package io.broadcasthub.simulation;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.server.SimulatedHub;
import java.util.Random;
import java.util.function.Consumer;

/** The memory engine as the configuration makes it: it forgets with each life. */
final class LocalEngine implements SimulatedEngine {
    private final World world;

    LocalEngine(World world) {
        this.world = world;
    }

    @Override
    public Engine start(Environment environment) {
        return new ThrowingListeners(SimulatedHub.engine(world.topics.config(), environment), world.random);
    }

    @Override
    public void fault(Random random, Consumer<String> tell) {}

    @Override
    public void heal() {}
}
