package io.broadcasthub.engine;

import static io.broadcasthub.engine.EngineProbe.get;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An engine for each test of a contract. */
public abstract class EngineContract {
    protected Engine engine;
    protected EngineProbe probe;

    /** A new engine that keeps at least 100,000 messages of each log for a minute or more. */
    protected abstract Engine createEngine();

    @BeforeEach
    void open() {
        engine = createEngine();
        probe = new EngineProbe(engine);
    }

    @AfterEach
    void close() {
        get(engine.close());
    }
}
