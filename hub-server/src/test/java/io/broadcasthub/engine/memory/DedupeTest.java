package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.engine.Published;
import io.broadcasthub.log.Retention;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long, and how many, dedupe names are remembered. */
class DedupeTest {
    private final MemoryEngineFixture fixture = new MemoryEngineFixture()
            .retention(new Retention(100, 1 << 20, Duration.ofSeconds(1), false))
            .dedupeNames(2);
    private final MemoryEngine engine = fixture.engine();
    private final EngineProbe probe = new EngineProbe(engine);

    @AfterEach
    void close() {
        get(engine.close());
    }

    @Test
    void namesAreForgottenAfterTheirWindow() {
        Published first = probe.publish("t", "x", "name");
        fixture.wallClock.updateAndGet(now -> now.plus(Duration.ofHours(1)));
        fixture.ticker.advance(Duration.ofMinutes(2));
        assertThat(probe.publish("t", "x", "name")).isEqualTo(new Published(first.at(), true));

        fixture.ticker.advance(Duration.ofNanos(1));
        Published later = probe.publish("t", "x", "name");
        assertThat(later.repeated()).isFalse();
        assertThat(later.at().offset()).isEqualTo(2);
    }

    @Test
    void aTopicOutlivesItsHistoryWhileItRemembersNames() {
        Published first = probe.publish("t", "x", "name");
        fixture.ticker.advance(Duration.ofMinutes(2));
        engine.sweepNow();
        assertThat(probe.publish("t", "x", "name")).isEqualTo(new Published(first.at(), true));

        fixture.ticker.advance(Duration.ofNanos(1));
        engine.sweepNow();
        assertThat(engine.stats().topics()).isZero();
    }

    @Test
    void theOldestNamesAreForgottenFirst() {
        probe.publish("t", "x", "1");
        probe.publish("t", "x", "2");
        probe.publish("t", "x", "3");

        assertThat(probe.publish("t", "x", "3").repeated()).isTrue();
        assertThat(probe.publish("t", "x", "2").repeated()).isTrue();
        assertThat(probe.publish("t", "x", "1").repeated()).isFalse();
    }
}
