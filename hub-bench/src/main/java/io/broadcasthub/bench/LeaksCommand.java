package io.broadcasthub.bench;

import io.broadcasthub.bench.leaks.LeakPlan;
import io.broadcasthub.bench.leaks.LeakResult;
import io.broadcasthub.bench.leaks.LeakRun;
import io.broadcasthub.bench.leaky.Leak;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Curve;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.RestartableHub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub bench leaks}: what a leak does to a streaming server, and that the hub has none. */
@Command(
        name = "leaks",
        description = "Three broadcasters that leak, each in its way, and the hub, one after the other under the same"
                + " load: live workers over time, throughput and its deviation, p99, memory, and what is left.")
final class LeaksCommand extends MeasuringCommand {
    @Mixin
    private final LeakOptions load = new LeakOptions();

    @Mixin
    private final ChildOptions child = new ChildOptions();

    @Option(
            names = "--case",
            paramLabel = "CASE",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}. Default: all")
    private List<Leak> cases = new ArrayList<>(List.of(Leak.values()));

    @Option(names = "--svg", paramLabel = "DIR", description = "Draws a chart for each figure into this directory.")
    @SuppressWarnings("NullAway.Init") // null where it was not given
    private Path svg;

    LeaksCommand(boolean terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LeakPlan plan = load.plan(spec());
        Notes notes = begin();
        RestartableHub.Starter starter = launch -> child.start(launch, pin().server(), List.of());
        List<Row> rows = new ArrayList<>();
        List<Curve> curves = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Leak leak : cases) {
            LeakResult leaky = LeakRun.leaky(leak, plan, starter, notes);
            LeakResult hub = LeakRun.hub(leak, plan, starter, hubArguments(), notes);
            for (LeakResult result : List.of(leaky, hub)) {
                rows.add(result.row());
                curves.addAll(result.curves());
                problems.addAll(result.problems());
            }
        }
        notes.clear();
        print(new Report("leaks", "leaky broadcasters and the hub", settings(plan), rows, curves, problems));
        LeakPictures.table(curves, out());
        if (svg != null) {
            LeakPictures.draw(curves, svg);
        }
        return problems.isEmpty() ? 0 : 1; // what the leaky ones lose is their own affair
    }

    /** Clients are told to come back soon: a restart is to fit into the measurement. */
    private List<String> hubArguments() {
        List<String> arguments = new ArrayList<>(List.of("--set=drain.spread=1s"));
        arguments.addAll(child.arguments());
        return arguments;
    }

    private Map<String, String> settings(LeakPlan plan) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Leak leak : cases) {
            shown.put(leak.name().toLowerCase(Locale.ROOT), leak.title());
        }
        shown.put("stay", plan.subscribers() + " subscribers");
        shown.put(
                "come and go",
                plan.visitors() + " at a time, for " + plan.stay().toMillis() + " ms, every second without a goodbye");
        shown.put("load", String.format(Locale.ROOT, "%.0f messages/s of %d B", plan.rate(), plan.size()));
        shown.put(
                "measured",
                plan.duration().toSeconds() + " s after " + plan.warmup().toMillis() + " ms of warm-up");
        shown.put("restarts", plan.restarts() + ", where pushers outlive them");
        shown.put("pinned", pin().shown());
        shown.putAll(child.shown());
        return shown;
    }
}
