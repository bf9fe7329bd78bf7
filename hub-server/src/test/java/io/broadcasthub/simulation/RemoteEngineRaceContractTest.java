package io.broadcasthub.simulation;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineRaceContractTest;

class RemoteEngineRaceContractTest extends EngineRaceContractTest {
    @Override
    protected Engine createEngine() {
        return RemoteEngineFixture.engine();
    }
}
