package io.broadcasthub.simulation;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.engine.Engine;
import java.util.Random;
import java.util.function.Consumer;

/** Where a simulated hub's messages are kept, and what can go wrong there. */
interface SimulatedEngine {
    /** The engine of one life of a hub. */
    Engine start(Environment environment);

    /** Something goes wrong, or well again. */
    void fault(Random random, Consumer<String> tell);

    void heal();
}
