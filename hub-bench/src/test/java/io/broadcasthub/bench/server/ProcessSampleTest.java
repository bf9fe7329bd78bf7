package io.broadcasthub.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ProcessSampleTest {
    @Test
    void namesOfProcessesMayHoldAnything() {
        List<String> fields = ProcessSample.fields("12 (a b) 3) S 1 2\n");

        assertThat(fields).containsExactly("S", "1", "2");
    }

    @Test
    void memoryIsInBytes() {
        assertThat(ProcessSample.rss("VmHWM:\t  9 kB\nVmRSS:\t  123456 kB\n")).isEqualTo(123_456L * 1024);
    }

    @Test
    void readsThisProcess() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")));

        ProcessSample sample = ProcessSample.of(ProcessHandle.current().pid());

        assertThat(sample.threads()).isGreaterThan(1);
        assertThat(sample.rss()).isGreaterThan(1 << 20);
        assertThat(sample.descriptors()).isPositive();
        assertThat(sample.cpu()).isPositive().isLessThan(100_000);
    }
}
