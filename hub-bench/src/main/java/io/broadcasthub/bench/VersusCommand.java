package io.broadcasthub.bench;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ServerKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub bench versus}: what the hub is better at, and by how much, than what one would write oneself. */
@Command(
        name = "versus",
        description =
                "The hub and a naive Netty broadcaster, one after the other under the same load: CPU per delivery,"
                        + " most deliveries held, latency, memory per connection, and their ratios.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VersusCommand implements Callable<Integer> {
    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Mixin
    private final ChildOptions child = new ChildOptions();

    @Mixin
    private final PinOptions pin = new PinOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--idle",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Connections to tell the memory of one. Default: ${DEFAULT-VALUE}")
    private int idle;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final boolean terminal;

    VersusCommand(boolean terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = load.settings(FanoutCommand.DEFAULTS, spec);
        if (settings.isBeyondNaive() || idle < 10) {
            throw new ParameterException(
                    spec.commandLine(),
                    "versus is for --transport ws without --deflate, and for --idle of at least 10");
        }
        pin.pin();
        Notes notes = new Notes(spec.commandLine().getErr(), terminal);
        Contender hub = Contender.measure(ServerKind.HUB, child, pin, settings, idle, notes);
        Contender naive = Contender.measure(ServerKind.NAIVE, child, pin, settings, idle, notes);
        notes.clear();
        Row first = hub.summary(naive);
        Row second = naive.summary(hub);
        Map<String, String> shown = settings.shown();
        shown.put("idle", idle + " connections");
        shown.put("pinned", pin.shown());
        Report report = new Report(
                "versus",
                "hub and naive",
                shown,
                List.of(first, second, Row.ratio("hub : naive", first, second)),
                hub.problems());
        output.print(report, spec.commandLine().getOut());
        return first.isBroken() || !hub.problems().isEmpty() ? 1 : 0; // what the other one loses is its own affair
    }
}
