package io.broadcasthub.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadcasthub.bench.server.LoopTimes.Spent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopThreadsTest {
    @TempDir
    Path process;

    @Test
    void onlyEventLoopsThatServeClientsCount() throws Exception {
        thread(11, "hub-loop-1-1", "5000 300 7");
        thread(12, "hub-loop-1-2", "4000 500 9");
        thread(13, "hub-admin-3-1", "90000 1 1");
        thread(14, "hub-background", "90000 1 1");

        LoopThreads threads = LoopThreads.of(process);

        assertThat(threads.count()).isEqualTo(2);
        assertThat(threads.times().loops())
                .isEqualTo(Map.of("hub-loop-1-1", new Spent(5_000, 300), "hub-loop-1-2", new Spent(4_000, 500)));
    }

    @Test
    void timesAreReadAnew() throws Exception {
        thread(11, "hub-loop-1-1", "5000 300 7");
        LoopThreads threads = LoopThreads.of(process);
        LoopTimes before = threads.times();

        thread(11, "hub-loop-1-1", "5600 330 8");

        assertThat(threads.times().since(before).loops()).isEqualTo(Map.of("hub-loop-1-1", new Spent(600, 30)));
    }

    @Test
    void eachLoopNeedsAProcessor() throws Exception {
        thread(11, "hub-loop-1-1", "1 1 1");
        thread(12, "hub-loop-1-2", "1 1 1");
        Files.writeString(process.resolve("status"), "Name:\tjava\nCpus_allowed_list:\t3\n");

        LoopThreads threads = LoopThreads.of(process);

        assertThatThrownBy(threads::spread)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("may use 1 processors, and has 2 event loops");
    }

    @Test
    void processorsAreListedInRanges() {
        assertThat(Processors.of("Cpus_allowed:\t2f\nCpus_allowed_list:\t0-3,5\nMems_allowed_list:\t0\n"))
                .containsExactly(0, 1, 2, 3, 5);
    }

    private void thread(int id, String name, String schedstat) throws IOException {
        Path task = Files.createDirectories(process.resolve("task").resolve(String.valueOf(id)));
        Files.writeString(task.resolve("comm"), name + "\n");
        Files.writeString(task.resolve("schedstat"), schedstat + "\n");
    }
}
