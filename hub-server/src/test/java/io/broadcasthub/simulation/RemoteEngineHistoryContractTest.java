package io.broadcasthub.simulation;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHistoryContractTest;

class RemoteEngineHistoryContractTest extends EngineHistoryContractTest {
    @Override
    protected Engine createEngine() {
        return RemoteEngineFixture.engine();
    }
}
