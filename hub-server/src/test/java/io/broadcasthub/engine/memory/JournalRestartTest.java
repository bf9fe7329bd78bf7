package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.get;
import static io.broadcasthub.engine.EngineProbe.refused;
import static io.broadcasthub.engine.EngineProbe.retained;
import static io.broadcasthub.engine.EngineProbe.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.engine.Published;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restart in the same data directory keeps, whether the hub ended in good order or was killed. */
class JournalRestartTest {
    @TempDir
    Path temp;

    private final MemoryEngineFixture fixture = new MemoryEngineFixture();
    private Path dir;
    private MemoryEngine engine;
    private EngineProbe probe;

    @BeforeEach
    void first() {
        dir = temp.resolve("data");
        start();
    }

    @AfterEach
    void close() {
        get(engine.close());
    }

    private void start() {
        engine = fixture.data(dir).engine();
        probe = new EngineProbe(engine);
    }

    private void restart() {
        get(engine.close());
        start();
    }

    private void killAndRestart(String boot) {
        Path copy = DataDirectory.afterKill(dir, temp.resolve("copy"));
        get(engine.close());
        engine = fixture.data(copy, false, 1 << 20, boot).engine();
        probe = new EngineProbe(engine);
    }

    @Test
    void offsetsGoOnInTheSameEpoch() {
        Published before = probe.publish("t", "1");
        long time = probe.history("t").messages().get(0).timeMillis();
        restart();

        Published after = probe.publish("t", "2");

        assertThat(after.at().epoch()).isEqualTo(before.at().epoch());
        assertThat(after.at().offset()).isEqualTo(2);
        HistoryPage page = probe.history("t");
        assertThat(texts(page.messages())).containsExactly("1", "2");
        assertThat(page.messages().get(0).timeMillis()).isEqualTo(time);
    }

    @Test
    void aKilledHubGoesOnInTheSameEpoch() {
        Published before = probe.publish("t", "1");
        killAndRestart("boot");

        assertThat(probe.publish("t", "2").at().epoch()).isEqualTo(before.at().epoch());
        assertThat(texts(probe.history("t").messages())).containsExactly("1", "2");
    }

    @Test
    void epochsAreNewWhenTheMachineMayHaveLostTheEnd() {
        Published before = probe.publish("t", "1");
        killAndRestart("another boot");

        Published after = probe.publish("t", "2");
        assertThat(after.at().epoch()).isNotEqualTo(before.at().epoch());
        assertThat(texts(probe.history("t").messages())).containsExactly("1", "2");
    }

    @Test
    void anEndInGoodOrderOutlivesTheMachine() {
        Published before = probe.publish("t", "1");
        get(engine.close());
        engine = fixture.data(dir, false, 1 << 20, "another boot").engine();
        probe = new EngineProbe(engine);

        assertThat(probe.publish("t", "2").at().epoch()).isEqualTo(before.at().epoch());
    }

    /** The journal has them all, those too that had ended before the last one began. */
    @Test
    void topicsThatHadEndedTakeNoPlace() {
        get(engine.close());
        fixture.maxTopics(2).retention(new Retention(100, 1 << 20, Duration.ofMinutes(1), false));
        start();
        probe.publish("a", "1");
        probe.publish("b", "1");
        fixture.ticker.advance(Duration.ofMinutes(2));
        fixture.wallClock.updateAndGet(now -> now.plus(Duration.ofMinutes(2)));
        engine.sweepNow();
        Published last = probe.publish("c", "1");
        restart();

        assertThat(texts(probe.history("c").messages())).containsExactly("1");
        assertThat(probe.publish("c", "2").at().epoch()).isEqualTo(last.at().epoch());
        assertThat(probe.publish("d", "1").at().offset())
                .as("there is room for one")
                .isEqualTo(1);
    }

    @Test
    void patternsAreResumed() {
        Interest before = probe.subscribe("a.*");
        probe.publish("a.b", "1");
        String epoch = before.log().epoch();
        restart();
        probe.publish("a.c", "2");

        Interest after = probe.subscribe("a.*");

        assertThat(after.log().epoch()).isEqualTo(epoch);
        assertThat(texts(retained(after.log()))).containsExactly("1", "2");
    }

    @Test
    void whatHasNotBegunKeepsItsEpoch() {
        String pattern = probe.subscribe("a.*").log().epoch();
        String topic = probe.subscribe("t").log().epoch();
        restart();
        engine.sweepNow();

        assertThat(probe.subscribe("a.*").log().epoch()).isEqualTo(pattern);
        assertThat(probe.subscribe("t").log().epoch()).isEqualTo(topic);
    }

    @Test
    void aPatternThatMissedSomethingIsNotResumed() {
        Interest before = probe.subscribe("a.*");
        probe.publish("a.b", "1");
        String epoch = before.log().epoch();
        before.close();
        fixture.ticker.advance(Duration.ofMinutes(3));
        engine.sweepNow();
        probe.publish("a.b", "2");
        restart();

        assertThat(probe.subscribe("a.*").log().epoch()).isNotEqualTo(epoch);
    }

    @Test
    void dedupeNamesAreRememberedForTheirWindow() {
        Published first = probe.publish("t", "x", "name");
        restart();
        assertThat(probe.publish("t", "x", "name")).isEqualTo(new Published(first.at(), true));

        fixture.wallClock.updateAndGet(now -> now.plus(Duration.ofMinutes(3)));
        fixture.ticker.advance(Duration.ofMinutes(3));
        restart();
        assertThat(probe.publish("t", "x", "name").repeated()).isFalse();
    }

    @Test
    void whatExpiredMeanwhileIsGone() {
        Published before = probe.publish("t", "1");
        get(engine.close());
        fixture.wallClock.updateAndGet(now -> now.plus(Duration.ofHours(2)));
        start();

        assertThat(probe.history("t").messages()).isEmpty();
        engine.sweepNow();
        assertThat(probe.publish("t", "2").at().epoch())
                .isNotEqualTo(before.at().epoch());
    }

    @Test
    void aDirectoryIsForOneHub() {
        assertThatThrownBy(() -> new MemoryEngineFixture().data(dir).engine())
                .isInstanceOf(HubException.class)
                .hasMessageContaining("another hub works in");
    }

    @Test
    void theDiskIsBoundedByWhatIsRetained() throws IOException {
        get(engine.close());
        fixture.retention(new Retention(10, 1 << 20, Duration.ofHours(1), false));
        engine = fixture.data(dir, false, 4_096, "boot").engine();
        probe = new EngineProbe(engine);
        probe.publish("quiet", "x", "name");
        Interest all = probe.subscribe("**");
        long most = 0;
        for (int i = 1; i <= 2_000; i++) {
            probe.publish("t." + i % 3, "x".repeat(100) + i);
            most = Math.max(most, DataDirectory.size(dir));
        }
        assertThat(most).isLessThan(64 << 10);
        String epoch = all.log().epoch();
        restart();

        assertThat(probe.history("t.2").at().offset()).isEqualTo(667);
        assertThat(probe.history("t.2").messages()).hasSize(10);
        assertThat(probe.publish("quiet", "y", "name").repeated()).isTrue();
        assertThat(probe.subscribe("**").log().epoch()).isEqualTo(epoch);
        assertThat(probe.subscribe("**").log().head()).isEqualTo(2_000);
    }

    @Test
    void refusesWhileItCannotWriteAndGoesOnAfterwards() throws IOException {
        get(engine.close());
        engine = fixture.data(dir, false, 100, "boot").engine();
        probe = new EngineProbe(engine);
        Published first = probe.publish("t", "1".repeat(100));
        Path aside = temp.resolve("aside");
        Files.move(dir, aside);

        refused(ErrorCode.UNAVAILABLE, () -> probe.publish("t", "2", "name"));
        assertThat(get(engine.check()).available()).isFalse();
        assertThat(get(engine.check()).reason()).contains(dir.toString());
        assertThat(texts(probe.history("t").messages())).hasSize(1);

        Files.move(aside, dir);
        EngineProbe.eventually(() -> get(engine.check()).available());
        Published second = probe.publish("t", "3", "name");
        assertThat(second.repeated()).isFalse();
        assertThat(second.at().offset()).isEqualTo(first.at().offset() + 1);
        restart();
        assertThat(probe.history("t").messages()).hasSize(2);
    }
}
