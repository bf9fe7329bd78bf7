package io.broadcasthub.topic;

import static io.broadcasthub.engine.EngineProbe.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.diagnostics.Equation;
import io.broadcasthub.diagnostics.Look;
import io.broadcasthub.diagnostics.Mismatch;
import io.broadcasthub.diagnostics.Sheet;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.HoldingVisitor;
import io.broadcasthub.engine.memory.MemoryEngine;
import io.broadcasthub.engine.memory.MemoryEngineSettings;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.testkit.ForwardingEngine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An audit of the engine while others subscribe and leave. */
class EngineWalkTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final TopicFilter HERE = new TopicFilter("here");
    private static final TopicFilter NEW = new TopicFilter("new.*");

    /** Happens while the engine is walked. */
    private Runnable meanwhile = () -> {};

    private boolean tells = true;
    private final Engine engine =
            new ForwardingEngine(new MemoryEngine(
                    new MemoryEngineSettings(1L << 20, 100, 100, NEVER, NEVER, 100, 0, NEVER),
                    filter -> new Retention(10, 1 << 20, NEVER, false),
                    Environment.system())) {
                @Override
                public boolean holdings(HoldingVisitor visitor) {
                    meanwhile.run();
                    return tells && super.holdings(visitor);
                }
            };
    private final TopicDirectory directory = new TopicDirectory(engine, Duration.ZERO, System::nanoTime);
    private final LoopTopic user = NamedOnly.topic(HERE);
    private final Topic here = directory.attach(HERE, user);

    @AfterEach
    void close() {
        get(engine.close());
    }

    private Look look() {
        Sheet sheet = new Sheet("hub", System.nanoTime());
        TopicAudit.hub(directory, engine, sheet);
        return Look.of(List.of(sheet));
    }

    @Test
    void whatComesMeanwhileIsNoMismatch() {
        meanwhile = () -> directory.attach(NEW, NamedOnly.topic(NEW));
        assertThat(look().suspects()).isEmpty();
        meanwhile = () -> {};
        assertThat(look().suspects()).isEmpty();
    }

    @Test
    void whatGoesMeanwhileIsNoMismatch() {
        directory.attach(NEW, NamedOnly.topic(NEW));
        meanwhile = () -> {
            directory.detach(here, user);
            directory.releaseIdle();
        };
        assertThat(look().suspects())
                .as("the directory was read before, so a second look clears this")
                .extracting(Mismatch::what)
                .containsExactly("the directory has an interest in here, which the engine has not");
        assertThat(look().suspects()).isEmpty();
    }

    @Test
    void whoComesPastTheDirectoryIsNamed() {
        meanwhile = () -> engine.subscribe(NEW, () -> {});
        assertThat(look().suspects())
                .extracting(Mismatch::what)
                .contains("the engine keeps an interest in new.* of nobody of this hub");
    }

    @Test
    void anEngineThatCannotTellIsAuditedByItsCounts() {
        tells = false;
        assertThat(look().equations())
                .filteredOn(e -> !e.checked())
                .extracting(Equation::name)
                .containsExactly("interests held", "pattern feeds");
        engine.subscribe(NEW, () -> {});
        assertThat(look().suspects()).extracting(Mismatch::equation).contains("engine interests");
    }
}
