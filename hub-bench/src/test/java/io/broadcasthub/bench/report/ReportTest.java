package io.broadcasthub.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportTest {
    @ParameterizedTest
    @EnumSource(
            value = Figure.class,
            names = {"LOST", "REPEATED", "OUT_OF_ORDER"})
    void isBrokenWhenAMessageWas(Figure figure) {
        assertThat(report(List.of(), new Row("a").set(figure, 0)).isBroken()).isFalse();
        assertThat(report(List.of(), new Row("a"), new Row("b").set(figure, 1)).isBroken())
                .isTrue();
    }

    @Test
    void isBrokenWhenSomethingElseWentWrong() {
        assertThat(report(List.of("the server ended"), new Row("a")).isBroken()).isTrue();
    }

    @Test
    void theTableHasAFigureALineAndAStepAColumn() {
        StringWriter out = new StringWriter();
        Row first = new Row("50/s").set(Figure.P50, 900.0).set(Figure.CPU_PER_DELIVERY, 8.456);
        Row second = new Row("100/s").set(Figure.P50, 2_500_000.0);

        ReportTable.print(report(List.of("odd"), first, second), new PrintWriter(out, true));

        assertThat(out.toString().lines())
                .containsExactly(
                        "fanout on hub",
                        "  topics: 1",
                        "",
                        "                     50/s   100/s",
                        "latency p50        900 µs  2.50 s",
                        "CPU per delivery  8.46 µs",
                        "! odd");
    }

    @Test
    void keysAreOfOneFigureEach() {
        assertThat(Arrays.stream(Figure.values()).map(Figure::key)).doesNotHaveDuplicates();
    }

    private static Report report(List<String> problems, Row... rows) {
        return new Report("fanout", "hub", Map.of("topics", "1"), List.of(rows), problems);
    }
}
