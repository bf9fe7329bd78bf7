package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineRaceContractTest;

class MemoryEngineRaceContractTest extends EngineRaceContractTest {
    @Override
    protected Engine createEngine() {
        return new MemoryEngineFixture().engine();
    }
}
