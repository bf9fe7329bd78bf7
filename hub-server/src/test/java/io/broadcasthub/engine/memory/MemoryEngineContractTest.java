package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineContractTest;

class MemoryEngineContractTest extends EngineContractTest {
    @Override
    protected Engine createEngine() {
        return new MemoryEngineFixture().engine();
    }
}
