package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Generator;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** Runs one scenario against one server. */
abstract class ScenarioCommand extends MeasuringCommand {
    @Mixin
    private final ServerOptions servers = new ServerOptions();

    @Mixin
    private final LoadOptions load = new LoadOptions();

    private final Scenario scenario;
    private final Defaults defaults;

    /** @param terminal whether people watch standard error */
    ScenarioCommand(boolean terminal, Scenario scenario, Defaults defaults) {
        super(terminal);
        this.scenario = scenario;
        this.defaults = defaults;
    }

    /** Of what was given and the scenario's defaults. */
    Settings settings() {
        return load.settings(defaults, spec());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = settings();
        require(
                !servers.isSimple() || !settings.isBeyondNaive(),
                "only the hub has --transport sse or ndjson, and --deflate; use --server hub");
        require(
                !servers.isSimple() || !scenario.needsHub(),
                "only the hub does what " + scenario.name() + " measures; use --server hub");
        Notes notes = begin();
        try (Target target = servers.open(pin().server());
                Generator generator = new Generator(settings.loops(), settings.processes())) {
            Stage stage = new Stage(target, settings, generator, notes);
            List<Row> rows = scenario.run(stage);
            notes.clear();
            Map<String, String> shown = settings.shown();
            scenario.show(settings, shown);
            shown.put("pinned", pin().shown());
            shown.putAll(servers.shown());
            return print(new Report(scenario.name(), target.name(), shown, rows, stage.problems()));
        }
    }
}
