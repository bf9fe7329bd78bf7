package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Comparison;
import io.broadcasthub.bench.report.ReportFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub bench compare}. */
@Command(
        name = "compare",
        description =
                "Holds two reports written with --json against each other: what differs in settings, server and machine; each"
                        + " figure, and B divided by A.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A.json", description = "A report.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path first;

    @Parameters(index = "1", paramLabel = "B.json", description = "Another report of the same scenario.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path second;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            boolean comparable = Comparison.print(
                    ReportFile.read(first),
                    ReportFile.read(second),
                    spec.commandLine().getOut());
            if (!comparable) {
                throw new IOException("the reports have no step in common; compare two of the same scenario and rates");
            }
            return 0;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + e.getFile() + "; write a report with --json", e);
        }
    }
}
