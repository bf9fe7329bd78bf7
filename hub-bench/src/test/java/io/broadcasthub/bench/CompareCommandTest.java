package io.broadcasthub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.ReportJson;
import io.broadcasthub.bench.report.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void alikeReportsAreOnlyATable() throws IOException {
        Path a = write("a", "fanout", "hub", Map.of("rate", "50/s"), "50/s");
        Path b = write("b", "fanout", "hub", Map.of("rate", "50/s"), "50/s");

        assertThat(compare(a, b)).isZero();
        assertThat(out.toString().lines().map(l -> l.replaceAll(" +", " ")))
                .containsExactly(" A B B : A", "50/s: latency p99 4.0 ms 4.0 ms 1.00");
    }

    @Test
    void whatIsNotTheSameIsNamed() throws IOException {
        Path a = write("a", "fanout", "hub", Map.of("payload", "128 B", "topics", "1"), "50/s");
        Path b = write(
                "b",
                "many-topics",
                "floor",
                Map.of("payload", "1024 B", "server java", "-Xmx4g", "topics", "1"),
                "50/s");

        assertThat(compare(a, b)).as("it may be meant").isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("differs")))
                .containsExactlyInAnyOrder(
                        "differs: scenario: A \"fanout\", B \"many-topics\"",
                        "differs: server: A \"hub\", B \"floor\"",
                        "differs: settings: payload: A \"128 B\", B \"1024 B\"",
                        "differs: settings: server java: A does not say, B \"-Xmx4g\"");
        assertThat(out.toString()).contains("50/s: latency p99");
    }

    @Test
    void reportsWithoutACommonStepCannotBeCompared() throws IOException {
        Path a = write("a", "fanout", "hub", Map.of("rate", "50/s"), "50/s");
        Path b = write("b", "fanout", "hub", Map.of("rate", "100/s"), "100/s");

        assertThat(compare(a, b)).isNotZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("differs: settings: rate: A \"50/s\", B \"100/s\"");
        assertThat(err.toString()).contains("no step in common");
    }

    private Path write(String name, String scenario, String server, Map<String, String> settings, String step)
            throws IOException {
        Path file = dir.resolve(name + ".json");
        Row row = new Row(step).set(Figure.P99, 4_000.0);
        ReportJson.write(new Report(scenario, server, settings, List.of(row), List.of()), file);
        return file;
    }

    private int compare(Path a, Path b) {
        return BenchCommand.commandLine(false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("compare", a.toString(), b.toString());
    }
}
