package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.ReportJson;
import io.broadcasthub.bench.report.ReportTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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

    /** @return the exit code */
    int print(Report report, PrintWriter out) throws IOException {
        ReportTable.print(report, out);
        write(report);
        return report.isBroken() ? 1 : 0;
    }

    /** As JSON only, where that is wanted. */
    void write(Report report) throws IOException {
        if (json != null) {
            ReportJson.write(report, json);
        }
    }
}
