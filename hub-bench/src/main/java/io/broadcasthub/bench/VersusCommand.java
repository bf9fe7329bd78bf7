package io.broadcasthub.bench;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ServerKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code hub bench versus}: how the hub does beside what one would write oneself, and beside a floor that only sends.
 */
@Command(
        name = "versus",
        description =
                "The hub, a naive Netty broadcaster and the floor, one after the other under the same load: CPU per"
                        + " delivery, most deliveries held, latency, memory per connection, and the hub's ratios to them.")
final class VersusCommand extends MeasuringCommand {
    private static final List<ServerKind> KINDS = List.of(ServerKind.HUB, ServerKind.NAIVE, ServerKind.FLOOR);

    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Mixin
    private final ChildOptions child = new ChildOptions();

    @Option(
            names = "--idle",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Connections to tell the memory of one. Default: ${DEFAULT-VALUE}")
    private int idle;

    VersusCommand(boolean terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = load.settings(FanoutCommand.DEFAULTS, spec());
        require(
                !settings.isBeyondNaive() && idle >= 10,
                "versus is for --transport ws without --deflate, and for --idle of at least 10");
        Notes notes = begin();
        List<Contender> contenders = new ArrayList<>();
        for (ServerKind kind : KINDS) {
            if (kind.isPossible()) {
                contenders.add(Contender.measure(
                        kind.launch().name(), () -> child.start(kind, pin().server()), settings, idle, notes));
            }
        }
        notes.clear();
        List<Row> rows = new ArrayList<>();
        contenders.forEach(c -> rows.add(c.summary(contenders)));
        Row hub = rows.get(0);
        for (Row other : List.copyOf(rows.subList(1, rows.size()))) {
            rows.add(Row.ratio("hub : " + other.label(), hub, other));
        }
        Map<String, String> shown = settings.shown();
        shown.put("rate", settings.shownRates());
        shown.put("idle", idle + " connections");
        shown.put("pinned", pin().shown());
        shown.putAll(child.shown());
        List<String> problems = contenders.get(0).problems();
        Report report = new Report("versus", "hub and what it is held against", shown, rows, problems);
        print(report);
        return hub.isBroken() || !problems.isEmpty() ? 1 : 0; // what the others lose is their own affair
    }
}
