package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Generator;
import io.broadcasthub.bench.overload.LevelWatch;
import io.broadcasthub.bench.overload.NewWork;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Curve;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.ReportTable;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ChildServer;
import io.broadcasthub.bench.server.LoadPage;
import io.broadcasthub.bench.server.ServerKind;
import io.broadcasthub.bench.server.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub bench overload}: what a hub does that has too much to do, and what those notice who are there. */
@Command(
        name = "overload",
        description =
                "A hub whose thresholds are low is given more than it takes on: a broadcast as fast as it gets, then"
                        + " all who were cut off at once. Its levels over time, what it refused and why, and whether those who"
                        + " are there got everything.")
final class OverloadCommand extends MeasuringCommand {
    /** Reached on any machine, but not by the first load: 40 who do not read have 256 KiB queued each. */
    private static final List<String> THRESHOLDS = List.of(
            "--set=load.queued=4MiB",
            "--set=load.loop-delay=250ms",
            "--set=net.write-buffer=256KiB",
            "--set=net.send-buffer=16KiB",
            "--set=limits.stall-timeout=5m");

    private static final Defaults DEFAULTS = new Defaults(1_000, 1, List.of(20.0));

    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Option(
            names = "--returning",
            paramLabel = "N",
            defaultValue = "15000",
            description = "Who are cut off, and come back all at once. Default: ${DEFAULT-VALUE}")
    private int returning;

    @Mixin
    private final ChildOptions child = new ChildOptions();

    OverloadCommand(boolean terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = load.settings(DEFAULTS, spec());
        require(returning >= 1, "--returning must be at least 1");
        require(settings.topics() == 1, "overload has one topic: leave out --topics");
        Notes notes = begin();
        List<Row> rows = new ArrayList<>();
        List<Row> counts = new ArrayList<>();
        List<Curve> curves = new ArrayList<>();
        List<List<String>> levels = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> arguments = new ArrayList<>(THRESHOLDS);
        arguments.addAll(child.arguments());
        try (ChildServer hub = child.start(ServerKind.HUB.launch().with(arguments), pin().server(), List.of());
                LevelWatch watch = new LevelWatch(hub.admin());
                NewWork others = new NewWork(hub.url())) {
            rows.addAll(run(new OverloadScenario(watch, returning), hub, settings, watch, notes, problems));
            problems.addAll(others.judgement().undocumented());
            counts.add(new Row("refused to somebody else")
                    .set(Figure.REFUSED, others.judgement().refused()));
            counts.addAll(counts(watch.page()));
            levels.addAll(levels("load", watch));
            curves.add(watch.curve("load"));
        }
        try (ChildServer hub = child.startLimited(DescriptorScenario.DESCRIPTORS, pin().server());
                LevelWatch watch = new LevelWatch(hub.admin())) {
            Settings few = settings.atOnce(DescriptorScenario.SUBSCRIBERS);
            rows.addAll(run(new DescriptorScenario(hub, watch), hub, few, watch, notes, problems));
            levels.addAll(levels("few descriptors", watch));
            curves.add(watch.curve("few descriptors"));
        }
        notes.clear();
        Map<String, String> shown = settings.shown();
        shown.put("rate", settings.shownRates());
        shown.put("come back at once", String.format(Locale.ROOT, "%,d", returning));
        shown.put("missed", settings.missed() + " messages");
        shown.put("thresholds", String.join(" ", THRESHOLDS));
        shown.put("pinned", pin().shown());
        shown.putAll(child.shown());
        int code = print(new Report("overload", "hub", shown, rows, curves, problems), counts);
        table(List.of("hub", "at", "level", "because", "publishes", "connections", "accepting"), levels);
        table(
                List.of("new work", "count"),
                counts.stream()
                        .map(row -> List.of(row.label(), row.text(Figure.REFUSED) + row.text(Figure.SHED)))
                        .toList());
        return code;
    }

    private static List<Row> run(
            Scenario scenario, Target hub, Settings settings, LevelWatch watch, Notes notes, List<String> problems)
            throws IOException, InterruptedException {
        try (Generator generator = new Generator(settings.loops(), settings.processes())) {
            Stage stage = new Stage(hub, settings, generator, notes);
            List<Row> rows = scenario.run(stage);
            stage.problem(watch.problem());
            problems.addAll(stage.problems());
            return rows;
        }
    }

    /** By the hub's own count. */
    private static List<Row> counts(LoadPage page) {
        List<Row> counts = new ArrayList<>();
        new TreeMap<>(page.refused())
                .forEach((what, count) -> counts.add(new Row("refused: " + what).set(Figure.REFUSED, count)));
        new TreeMap<>(page.shed())
                .forEach((what, count) -> counts.add(new Row("left out: " + what).set(Figure.SHED, count)));
        return counts;
    }

    private static List<List<String>> levels(String hub, LevelWatch watch) {
        List<List<String>> lines = new ArrayList<>();
        for (LevelWatch.Change change : watch.changes()) {
            List<String> line = new ArrayList<>(List.of(hub));
            line.addAll(change.line());
            lines.add(line);
        }
        return lines;
    }

    private void table(List<String> head, List<List<String>> lines) {
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(lines);
        out().println();
        ReportTable.print(all, out());
        out().flush();
    }
}
