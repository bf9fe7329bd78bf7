package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.ReportJson;
import io.broadcasthub.bench.report.ReportTable;
import io.broadcasthub.bench.report.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the report goes. */
final class OutputOptions {
    @Option(
            names = "--json",
            order = PinOptions.BELOW,
            paramLabel = "FILE",
            description = "Writes the report as JSON too; see docs/bench.md.")
    @SuppressWarnings("NullAway.Init") // null where it was not given
    private Path json;

    /**
     * @param more rows of the JSON form only
     * @return the exit code
     */
    int print(Report report, List<Row> more, PrintWriter out) throws IOException {
        ReportTable.print(report, out);
        if (json != null) {
            ReportJson.write(report.with(more), json);
        }
        return report.isBroken() ? 1 : 0;
    }
}
