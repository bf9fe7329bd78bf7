package io.broadcasthub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.ReportFile;
import io.broadcasthub.bench.report.Row;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The load tool against the broadcaster that comes with it. */
@Timeout(300)
class NaiveIT {
    @TempDir
    Path dir;

    @Test
    void everyMessageOfAFanoutArrivesOnce() throws Exception {
        Path json = dir.resolve("naive.json");
        StringWriter out = new StringWriter();
        int code = BenchCommand.commandLine(false)
                .setOut(new PrintWriter(out))
                .execute(
                        "fanout",
                        "--server=naive",
                        "--subscribers=20",
                        "--rate=50",
                        "--duration=1s",
                        "--warmup=0s",
                        "--json=" + json);

        assertThat(code).as(out.toString()).isZero();
        Row row = ReportFile.rows(json).get(0);
        assertThat(row.get(Figure.OFFERED)).hasValue(1_000);
        assertThat(row.get(Figure.LOST)).hasValue(0);
        assertThat(row.get(Figure.OUTSTANDING)).hasValue(0);
        assertThat(out.toString()).startsWith("fanout on naive");
    }
}
