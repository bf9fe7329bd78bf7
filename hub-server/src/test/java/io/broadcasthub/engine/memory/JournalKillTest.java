package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.engine.HistoryPage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process killed under load at random points: what it answered is there, and no position names two messages. */
class JournalKillTest {
    private static final int RUNS = 4;

    @TempDir
    Path dir;

    /** Text by position, over all runs. */
    private final Map<String, String> answered = new HashMap<>();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingAnsweredIsLost(boolean fsync) throws IOException, InterruptedException {
        Random random = new Random(7);
        for (int run = 0; run < RUNS; run++) {
            runAndKill(fsync, run, 1 + random.nextInt(800));
            MemoryEngine engine = KilledEngine.open(dir, fsync);
            Map<String, String> kept = kept(new EngineProbe(engine));
            get(engine.close());
            assertThat(kept).containsAllEntriesOf(answered);
        }
        assertThat(answered).hasSizeGreaterThan(RUNS);
    }

    private void runAndKill(boolean fsync, int run, int answers) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledEngine.class.getName(),
                        dir.toString(),
                        Boolean.toString(fsync),
                        "run" + run)
                .redirectError(new File(dir.toFile(), "stderr-" + run))
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int n = 0; n < answers; ) {
                String line = out.readLine();
                assertThat(line).as("the process goes on").isNotNull();
                n += answer(line) ? 1 : 0;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean answer(String line) {
        String[] parts = line.split(" ");
        if (parts.length != 3 || !parts[0].startsWith("t.")) {
            return false;
        }
        assertThat(answered.put(parts[1], parts[2])).as(line).isNull();
        return true;
    }

    private static Map<String, String> kept(EngineProbe probe) {
        Map<String, String> kept = new HashMap<>();
        for (int i = 0; i < KilledEngine.THREADS; i++) {
            HistoryPage page = probe.history("t." + i);
            for (int n = 0; n < page.messages().size(); n++) {
                String json = page.messages().get(n).data().toString();
                kept.put(page.epoch() + ':' + (page.first() + n), json.substring(1, json.length() - 1));
            }
        }
        return kept;
    }
}
