package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.ReportFile;
import io.broadcasthub.bench.report.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broadcasters that leak are seen to leak; the hub, under the same load, is not. */
@Timeout(600)
class LeaksIT {
    private static final int SUBSCRIBERS = 5;

    @TempDir
    Path dir;

    @Test
    void leaksShowAndTheHubHasNone() throws Exception {
        Cli cli = new Cli(Map.of());
        Path json = dir.resolve("report.json");

        int code = cli.run(
                "bench",
                "leaks",
                "--subscribers=" + SUBSCRIBERS,
                "--visitors=10",
                "--stay=100ms",
                "--rate=20",
                "--duration=2s",
                "--warmup=0s",
                "--restarts=1",
                "--json=" + json,
                "--svg=" + dir);

        assertThat(code).as(cli.err() + cli.out()).isZero();
        List<Row> rows = ReportFile.rows(json);
        assertThat(rows)
                .extracting(Row::label)
                .containsExactly(
                        "handler: leaky", "handler: hub", "map: leaky", "map: hub", "pusher: leaky", "pusher: hub");
        for (Row row : rows) {
            double left = row.get(Figure.WORKERS_LEFT).orElseThrow();
            assertThat(row.get(Figure.COLLECTIONS)).as(row.label()).isPresent();
            if (row.label().endsWith("leaky")) {
                // Whatever the case, at least for those who stayed to the end somebody still works when all are gone.
                assertThat(left).as(row.label()).isGreaterThanOrEqualTo(SUBSCRIBERS);
            } else {
                assertThat(left).as(row.label()).isZero();
                assertThat(row.get(Figure.HELD_LEFT)).as(row.label()).hasValue(0);
                assertThat(row.get(Figure.AUDITS).orElseThrow())
                        .as(row.label() + ": while clients came and went, and after")
                        .isGreaterThanOrEqualTo(2);
                assertThat(row.get(Figure.MISMATCHES)).as(row.label()).hasValue(0);
                assertThat(row.isBroken()).as(row.label()).isFalse();
                assertThat(row.get(Figure.DELIVERED).orElseThrow()).isPositive();
            }
        }
        assertThat(rows.get(0).get(Figure.DESCRIPTORS_LEFT).orElseThrow())
                .as("sockets that handlers keep")
                .isGreaterThanOrEqualTo(rows.get(0).get(Figure.WORKERS_LEFT).orElseThrow());
        assertThat(cli.out()).contains("live workers");
        assertThat(Files.readString(dir.resolve("leaks-workers.svg"))).contains("<polyline");
    }
}
