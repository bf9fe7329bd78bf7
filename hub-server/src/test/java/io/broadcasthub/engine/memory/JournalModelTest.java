package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.get;
import static io.broadcasthub.engine.EngineProbe.retained;
import static io.broadcasthub.engine.EngineProbe.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.engine.Published;
import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Random publishes, orderly restarts and kills, held against lists that forget nothing. */
class JournalModelTest {
    private static final int KEPT = 20;
    private static final int STEPS = 600;
    private static final String PATTERN = "t.*";

    @TempDir
    Path temp;

    private final MemoryEngineFixture fixture =
            new MemoryEngineFixture().retention(new Retention(KEPT, 1 << 20, Duration.ofHours(1), false));
    private final Map<String, List<String>> logs = new HashMap<>();
    private final Map<String, String> epochs = new HashMap<>();
    private final Map<String, Position> names = new HashMap<>();
    private Path dir;
    private int runs;
    private MemoryEngine engine;
    private EngineProbe probe;

    @RepeatedTest(5)
    void restartsChangeNothing(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        dir = temp.resolve("data");
        start();
        epochs.put(PATTERN, probe.subscribe(PATTERN).log().epoch());
        for (int step = 0; step < STEPS; step++) {
            int dice = random.nextInt(60);
            if (dice == 0) {
                get(engine.close());
                start();
                compare();
            } else if (dice == 1) {
                Path killed = DataDirectory.afterKill(dir, temp.resolve("run-" + runs++));
                get(engine.close());
                dir = killed;
                start();
                compare();
            } else {
                publish("t." + random.nextInt(4), "m" + step, random.nextInt(3) == 0 ? "n" + random.nextInt(40) : null);
            }
        }
        compare();
        get(engine.close());
    }

    private void start() {
        engine = fixture.data(dir, false, 2_048, "boot").engine();
        probe = new EngineProbe(engine);
    }

    private void publish(String topic, String text, String name) {
        Published published = probe.publish(topic, text, name);
        Position earlier = name == null ? null : names.get(topic + name);
        if (earlier != null) {
            assertThat(published).isEqualTo(new Published(earlier, true));
            return;
        }
        assertThat(published.repeated()).isFalse();
        String epoch = epochs.computeIfAbsent(topic, t -> published.at().epoch());
        logs.computeIfAbsent(topic, t -> new ArrayList<>()).add(text);
        logs.computeIfAbsent(PATTERN, t -> new ArrayList<>()).add(text);
        assertThat(published.at()).isEqualTo(new Position(epoch, logs.get(topic).size()));
        if (name != null) {
            names.put(topic + name, published.at());
        }
    }

    private void compare() {
        logs.forEach((source, all) -> {
            List<String> expected = all.subList(Math.max(0, all.size() - KEPT), all.size());
            if (source.equals(PATTERN)) {
                LogView log = probe.subscribe(PATTERN).log();
                assertThat(log.epoch()).isEqualTo(epochs.get(PATTERN));
                assertThat(log.head()).isEqualTo(all.size());
                assertThat(texts(retained(log))).isEqualTo(expected);
            } else {
                HistoryPage page = probe.history(source);
                assertThat(page.at()).isEqualTo(new Position(epochs.get(source), all.size()));
                assertThat(texts(page.messages())).isEqualTo(expected);
            }
        });
    }
}
