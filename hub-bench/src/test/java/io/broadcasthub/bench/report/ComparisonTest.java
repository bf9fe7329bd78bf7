package io.broadcasthub.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();

    @Test
    void dividesEachFigureThatBothHaveInStepsOfTheSameLabel() {
        List<Row> first = List.of(
                new Row("50/s").set(Figure.P99, 4_000.0).set(Figure.LOST, 0).set(Figure.RSS, 5),
                new Row("100/s").set(Figure.P99, 1.0));
        List<Row> second = List.of(new Row("50/s").set(Figure.P99, 6_000.0).set(Figure.LOST, 3));

        assertThat(print(first, second)).isTrue();
        assertThat(out.toString().lines().map(l -> l.replaceAll(" +", " ")))
                .containsExactly(" A B B : A", "50/s: latency p99 4.0 ms 6.0 ms 1.50", "50/s: lost 0 3");
    }

    @Test
    void saysWhenThereIsNothingToCompare() {
        assertThat(print(List.of(new Row("a")), List.of(new Row("b")))).isFalse();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        Row row = new Row("50/s").set(Figure.P99, 1234.5678).set(Figure.HELD, 1).set(Figure.DELIVERED, 3_200_000L);
        Row ratio = Row.ratio("x : y", row, row);
        Path file = dir.resolve("report.json");
        ReportJson.write(
                new Report("fanout", "hub", Map.of("topics", "1"), List.of(row, ratio), List.of("none")), file);

        List<Row> read = ReportFile.rows(file);

        assertThat(read).hasSize(1);
        assertThat(read.get(0).label()).isEqualTo("50/s");
        assertThat(read.get(0).get(Figure.P99)).hasValue(1234.568);
        assertThat(read.get(0).text(Figure.HELD)).isEqualTo("yes");
        assertThat(read.get(0).text(Figure.DELIVERED)).isEqualTo("3,200,000");
    }

    @Test
    void refusesFilesThatAreNoReports() throws IOException {
        Path file = Files.writeString(dir.resolve("other.json"), "{\"rows\":7}");

        assertThatThrownBy(() -> ReportFile.rows(file)).hasMessageContaining("is not a report of hub bench");
    }

    private boolean print(List<Row> first, List<Row> second) {
        return Comparison.print(
                new ReadReport(Map.of(), first), new ReadReport(Map.of(), second), new PrintWriter(out, true));
    }
}
