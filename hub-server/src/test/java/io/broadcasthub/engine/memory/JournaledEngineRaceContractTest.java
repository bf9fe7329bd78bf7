package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineRaceContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JournaledEngineRaceContractTest extends EngineRaceContractTest {
    @TempDir
    Path dir;

    @Override
    protected Engine createEngine() {
        return new MemoryEngineFixture().data(dir).engine();
    }
}
