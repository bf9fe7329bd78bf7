package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Generator;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one scenario against one server. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class ScenarioCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions servers = new ServerOptions();

    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Mixin
    private final PinOptions pin = new PinOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final boolean terminal;
    private final Scenario scenario;
    private final Defaults defaults;

    /** @param terminal whether people watch standard error */
    ScenarioCommand(boolean terminal, Scenario scenario, Defaults defaults) {
        this.terminal = terminal;
        this.scenario = scenario;
        this.defaults = defaults;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = load.settings(defaults, spec);
        if (servers.isSimple() && settings.isBeyondNaive()) {
            throw new ParameterException(
                    spec.commandLine(), "only the hub has --transport sse or ndjson, and --deflate; use --server hub");
        }
        if (servers.isSimple() && scenario.needsHub()) {
            throw new ParameterException(
                    spec.commandLine(), "only the hub does what " + scenario.name() + " measures; use --server hub");
        }
        pin.pin();
        Notes notes = new Notes(spec.commandLine().getErr(), terminal);
        try (Target target = servers.open(pin.server());
                Generator generator = new Generator(settings.loops(), settings.processes())) {
            Stage stage = new Stage(target, settings, generator, notes);
            List<Row> rows = scenario.run(stage);
            notes.clear();
            Map<String, String> shown = settings.shown();
            shown.put("pinned", pin.shown());
            Report report = new Report(scenario.name(), target.name(), shown, rows, stage.problems());
            return output.print(report, spec.commandLine().getOut());
        }
    }
}
