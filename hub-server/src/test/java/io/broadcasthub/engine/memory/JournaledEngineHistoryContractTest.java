package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHistoryContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JournaledEngineHistoryContractTest extends EngineHistoryContractTest {
    @TempDir
    Path dir;

    @Override
    protected Engine createEngine() {
        return new MemoryEngineFixture().data(dir).engine();
    }
}
