package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JournaledEngineContractTest extends EngineContractTest {
    @TempDir
    Path dir;

    @Override
    protected Engine createEngine() {
        return new MemoryEngineFixture().data(dir).engine();
    }
}
