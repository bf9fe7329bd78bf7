package io.broadcasthub.bench;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have that measure something: where it runs, who watches, where the report goes. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class MeasuringCommand implements Callable<Integer> {
    @Mixin
    private final PinOptions pin = new PinOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final boolean terminal;

    /** @param terminal whether people watch standard error */
    MeasuringCommand(boolean terminal) {
        this.terminal = terminal;
    }

    /** The command line, for what complains of its options. */
    CommandSpec spec() {
        return spec;
    }

    /** Which processors were asked for. */
    PinOptions pin() {
        return pin;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** The command is used wrongly unless this is so. */
    void require(boolean fine, String otherwise) {
        if (!fine) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /** Pins the generator; what happens meanwhile is told with the notes. */
    Notes begin() throws IOException, InterruptedException {
        pin.pin();
        return new Notes(spec.commandLine().getErr(), terminal);
    }

    /** @return the exit code */
    int print(Report report) throws IOException {
        return print(report, List.of());
    }

    /**
     * As people read the report, and as JSON with further rows.
     *
     * @param more too many for a table that has a column for each
     * @return the exit code
     */
    int print(Report report, List<Row> more) throws IOException {
        return output.print(report, more, out());
    }
}
