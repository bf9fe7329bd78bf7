package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.eventually;
import static io.broadcasthub.engine.EngineProbe.get;
import static io.broadcasthub.engine.EngineProbe.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.testkit.LogEvents;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal's thread fails for a reason that nobody thought of. */
class JournalFailureTest {
    @TempDir
    Path dir;

    private final LogEvents told = new LogEvents(JournalWriter.class);
    private final MemoryEngineFixture fixture = new MemoryEngineFixture();
    private MemoryEngine engine;
    private EngineProbe probe;

    @BeforeEach
    void start() {
        engine = fixture.data(dir).engine();
        probe = new EngineProbe(engine);
    }

    @AfterEach
    void end() {
        told.close();
        get(engine.close());
    }

    private void fail() {
        var before = fixture.wallClock.getAndSet(null);
        // A topic that begins is written down with the time, and there is none.
        probe.subscribe("new");
        eventually(() -> !get(engine.check()).available());
        fixture.wallClock.set(before);
    }

    @Test
    void theHubIsNotReadyAndSaysWhatToDo() {
        fail();

        assertThat(get(engine.check()).reason()).contains("NullPointerException", "start the hub anew");
        get(engine.check());
        assertThat(told.all()).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getMessage()).contains("start the hub anew");
            assertThat(event.getThrowableProxy()).isNotNull();
        });
    }

    @Test
    void publishesAreRefused() {
        probe.publish("t", "1");
        fail();

        refused(ErrorCode.UNAVAILABLE, () -> probe.publish("t", "2"));
        refused(ErrorCode.UNAVAILABLE, () -> probe.publish("t", "3"));
        assertThat(EngineProbe.texts(probe.history("t").messages())).containsExactly("1");
    }

    @Test
    void whatWasWrittenBeforeIsThereAfterARestart() {
        probe.publish("t", "1");
        fail();
        get(engine.close());
        engine = fixture.data(dir).engine();

        assertThat(EngineProbe.texts(new EngineProbe(engine).history("t").messages()))
                .containsExactly("1");
    }
}
