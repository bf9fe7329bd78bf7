package io.broadcasthub.bench;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.Row;
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
                "A hub with one event loop and one with several, under rising rates: the most that each holds, and"
                        + " the ratio. Every loop, the generator's too, needs a processor of its own.")
final class LoopsCommand extends MeasuringCommand {
    /** Rates rise by so much: the ratio is as coarse as that. */
    private static final double STEP = 1.25;

    private static final double FIRST_RATE = 800;
    private static final int RATES = 12;
    private static final Defaults DEFAULTS = new Defaults(1_000, 1, rates(), 2);

    @Option(
            names = "--event-loops",
            paramLabel = "N",
            defaultValue = "2",
            description = "Event loops of the second hub. Default: ${DEFAULT-VALUE}")
    private int eventLoops;

    @Option(
            names = "--anyway",
            description = "Measures on a machine with too few processors too, without giving a ratio.")
    private boolean anyway;

    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Mixin
    private final ChildOptions child = new ChildOptions();

    LoopsCommand(boolean terminal) {
        super(terminal);
    }

    private static List<Double> rates() {
        List<Double> rates = new ArrayList<>();
        for (double rate = FIRST_RATE; rates.size() < RATES; rate *= STEP) {
            rates.add(Math.rint(rate));
        }
        return rates;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = load.settings(DEFAULTS, spec());
        require(eventLoops >= 2, "--event-loops must be at least 2");
        int have = Runtime.getRuntime().availableProcessors();
        int need = eventLoops + settings.processes() * settings.loops();
        boolean enough = have >= need;
        String lacking = need + " processors are needed, " + eventLoops + " for the server and " + (need - eventLoops)
                + " for the generator, and here are " + have;
        require(
                enough || anyway,
                lacking + ": a ratio would say nothing of the hub; use another machine, or --anyway for the two without"
                        + " a ratio");
        Notes notes = begin();
        Contender one = measure(1, settings, notes);
        Contender several = measure(eventLoops, settings, notes);
        notes.clear();
        List<Contender> both = List.of(one, several);
        List<Row> rows = new ArrayList<>(List.of(one.summary(both), several.summary(both)));
        Map<String, String> shown = settings.shown();
        shown.put("pinned", pin().shown());
        if (enough) {
            rows.add(Row.ratio(several.name() + " : " + one.name(), rows.get(1), rows.get(0)));
        } else {
            shown.put("not meaningful", lacking);
        }
        List<String> problems = new ArrayList<>(one.problems());
        problems.addAll(several.problems());
        return print(new Report("loops", "hub", shown, rows, problems));
    }

    private Contender measure(int loops, Settings settings, Notes notes) throws IOException, InterruptedException {
        Launch launch = child.launch(ServerKind.HUB).with(List.of("--set=net.event-loops=" + loops));
        String name = loops == 1 ? "1 loop" : loops + " loops";
        return Contender.measure(name, () -> child.start(launch, pin().server(), List.of()), settings, 0, notes);
    }
}
