package io.broadcasthub.simulation;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineContractTest;

class RemoteEngineContractTest extends EngineContractTest {
    @Override
    protected Engine createEngine() {
        return RemoteEngineFixture.engine();
    }
}
