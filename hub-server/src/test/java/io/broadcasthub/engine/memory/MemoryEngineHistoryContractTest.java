package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHistoryContractTest;

class MemoryEngineHistoryContractTest extends EngineHistoryContractTest {
    @Override
    protected Engine createEngine() {
        return new MemoryEngineFixture().engine();
    }
}
