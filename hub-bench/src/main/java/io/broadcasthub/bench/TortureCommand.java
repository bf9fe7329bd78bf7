package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.ReportTable;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.RestartableHub;
import io.broadcasthub.bench.torture.TorturePlan;
import io.broadcasthub.bench.torture.TortureResult;
import io.broadcasthub.bench.torture.TortureRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub bench torture}: everything that can be done to a hub, at once, and whether it keeps its promises. */
@Command(
        name = "torture",
        description =
                "Starts a hub and tortures it: readers come and go in every way, stop reading, say nothing; malformed"
                        + " input, floods, restarts, kill -9. Witnesses count meanwhile; the hub is audited all along. The last line"
                        + " is the verdict.")
final class TortureCommand extends MeasuringCommand {
    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            defaultValue = "3m",
            description = "How long, like 5m or 2h; the last checks come on top. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Duration duration;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of all choices, as an earlier run printed it. Default: another one each time")
    private @Nullable Long seed;

    @Option(
            names = "--readers",
            paramLabel = "N",
            defaultValue = "40",
            description = "Who come and go, at a time; a tenth as many stop reading. Default: ${DEFAULT-VALUE}")
    private int readers;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "90",
            description = "Messages a second to the witnesses. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Mixin
    private final ChildOptions child = new ChildOptions();

    TortureCommand(boolean terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(
                !duration.isZero() && readers >= 1 && rate >= 1,
                "--duration must be more than 0, --readers and --rate at least 1");
        begin();
        RestartableHub.Starter starter = launch -> child.start(launch, pin().server(), TorturePlan.java());
        TorturePlan plan = plan(starter);
        PrintWriter err = spec().commandLine().getErr();
        err.println("torture: seed=" + plan.seed());
        TortureResult result;
        try (TortureRun run = new TortureRun(plan, starter, child.arguments(), err::println)) {
            result = run.run();
        }
        return print(plan, result);
    }

    private TorturePlan plan(RestartableHub.Starter starter) throws IOException {
        return new TorturePlan(
                seed == null ? ThreadLocalRandom.current().nextLong(1L << 40) : seed,
                duration,
                readers,
                rate,
                start(starter));
    }

    /** How long one start takes, of a hub that is for nothing else. */
    private Duration start(RestartableHub.Starter starter) throws IOException {
        long begun = System.nanoTime();
        try (RestartableHub trial = new RestartableHub(starter, child.arguments())) {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    private int print(TorturePlan plan, TortureResult result) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("seed", String.valueOf(plan.seed()));
        settings.put("duration", plan.duration().toSeconds() + " s");
        settings.put("readers", plan.readers() + " come and go, a tenth as many stop reading");
        settings.put("witnesses", plan.rate() + " messages/s");
        settings.put("pinned", pin().shown());
        settings.putAll(child.shown());
        Report report = new Report("torture", "hub", settings, List.of(result.total()), result.violations());
        int code = print(report, result.faults());
        out().println();
        ReportTable.print(lines(result.faults()), out());
        out().println(result.verdict());
        out().flush();
        return code;
    }

    /** A line each. */
    private static List<List<String>> lines(List<Row> faults) {
        List<Figure> figures = List.of(Figure.FAULTS, Figure.FAULTS_REFUSED, Figure.FAULTS_CUT);
        List<List<String>> lines = new ArrayList<>(List.of(List.of("fault", "done", "refused", "cut short")));
        for (Row row : faults) {
            List<String> line = new ArrayList<>(List.of(row.label()));
            figures.forEach(figure -> line.add(row.text(figure)));
            lines.add(line);
        }
        return lines;
    }
}
