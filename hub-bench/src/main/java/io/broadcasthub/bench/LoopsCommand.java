package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Generator;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ChildServer;
import io.broadcasthub.bench.server.Launch;
import io.broadcasthub.bench.server.ServerKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub bench loops}: what further event loops bring. */
@Command(
        name = "loops",
        description =
                "A hub with one event loop and one with several, under the same messages in turn, while nobody reads: how"
                        + " long a message keeps the busiest loop busy, and the ratio. Every loop needs a processor.")
final class LoopsCommand extends MeasuringCommand {
    /** Messages a second. */
    private static final int LEAST_RATE = 5;

    private static final Defaults DEFAULTS = new Defaults(1_000, 1, List.of(50.0));

    @Option(
            names = "--event-loops",
            paramLabel = "N",
            defaultValue = "2",
            description = "Event loops of the second hub. Default: ${DEFAULT-VALUE}")
    private int eventLoops;

    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Mixin
    private final ChildOptions child = new ChildOptions();

    LoopsCommand(boolean terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = load.settings(DEFAULTS, spec());
        require(eventLoops >= 2, "--event-loops must be at least 2");
        require(settings.subscribers() >= eventLoops, "--subscribers must be as many as --event-loops, or more");
        require(
                settings.rates().size() == 1 && settings.rate() >= LEAST_RATE,
                "--rate must be one, of at least " + LEAST_RATE + ": nobody reads for " + LoopsTrial.MESSAGES
                        + " messages, and who does not read answers no heartbeat");
        int processors = Runtime.getRuntime().availableProcessors();
        require(
                eventLoops <= processors,
                eventLoops + " event loops need as many processors, and here are " + processors
                        + ": a ratio would say nothing of the hub; use another machine, or fewer --event-loops");
        Notes notes = begin();
        List<String> problems = new ArrayList<>();
        List<Row> rows;
        try (Generator generator = new Generator(settings.loops(), settings.processes());
                ChildServer small = hub(1);
                ChildServer large = hub(eventLoops);
                LoopsTrial one = new LoopsTrial(1, small, new Stage(small, settings, generator, notes, problems));
                LoopsTrial several =
                        new LoopsTrial(eventLoops, large, new Stage(large, settings, generator, notes, problems))) {
            one.begin();
            several.begin();
            // In turn, so that whatever else the machine does meets both alike.
            for (int round = 1; round <= LoopsTrial.rounds(settings); round++) {
                one.round(round);
                several.round(round);
            }
            rows = new ArrayList<>(List.of(one.row(), several.row()));
        }
        notes.clear();
        rows.add(Row.ratio(rows.get(1).label() + " : " + rows.get(0).label(), rows.get(1), rows.get(0)));
        Map<String, String> shown = settings.shown();
        shown.put("rate", settings.shownRates());
        shown.put("event loops", "1 and " + eventLoops);
        shown.put("pinned", pin().shown());
        shown.putAll(child.shown());
        if (rows.stream().anyMatch(LoopsCommand::isDisturbed)) {
            shown.put(
                    "disturbed",
                    "in most rounds the processors were not free for the loops, or messages came too close; close what else"
                            + " runs, or take a lower --rate");
        }
        return print(new Report("loops", "hub", shown, rows, problems));
    }

    /** In most rounds. */
    private static boolean isDisturbed(Row row) {
        return !row.isRatio()
                && 2 * row.get(Figure.DISTURBED).orElse(0)
                        > row.get(Figure.ROUNDS).orElse(0);
    }

    private ChildServer hub(int loops) throws IOException {
        Launch launch = child.launch(ServerKind.HUB).with(List.of("--set=net.event-loops=" + loops));
        return child.start(launch, pin().server(), List.of());
    }
}
