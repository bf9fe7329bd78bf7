package io.broadcasthub.simulation;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.testkit.ForwardingEngine;
import java.util.concurrent.CompletionStage;

/** Knows that a hub closes its engine when no connection is left that might ask it for anything. */
final class ClosedLast extends ForwardingEngine {
    private final Network network;

    ClosedLast(Engine engine, Network network) {
        super(engine);
        this.network = network;
    }

    @Override
    public CompletionStage<Void> close() {
        int open = network.openAtServer().size();
        CompletionStage<Void> closed = super.close();
        World.require(open == 0, "I9", "the engine was closed under " + open + " connections");
        return closed;
    }
}
