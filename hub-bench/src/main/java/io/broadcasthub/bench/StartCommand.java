package io.broadcasthub.bench;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Report;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ChildServer;
import io.broadcasthub.bench.server.Children;
import io.broadcasthub.bench.server.ServerKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub bench start}: how long a server takes from the start of its process to the first message delivered. */
@Command(
        name = "start",
        description = "Starts a server over and over: time from the start of its process until it listens, and until a"
                + " subscriber has its first message; what it took of processor and memory by then.")
final class StartCommand extends MeasuringCommand {
    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often, after one that is not counted. Default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = "--server",
            paramLabel = "KIND",
            defaultValue = "hub",
            description = "Without a command: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ServerKind kind;

    @Mixin
    private final ChildOptions child = new ChildOptions();

    @Parameters(
            paramLabel = "COMMAND",
            description =
                    "What is started instead, after --: a command that becomes the server and prints its addresses"
                            + " as hub serve does, like -- bin/hub serve --listen 127.0.0.1:0 --admin 127.0.0.1:0")
    private List<String> command = new ArrayList<>();

    StartCommand(boolean terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(runs >= 1, "--runs must be at least 1");
        Notes notes = begin();
        Starts starts = new Starts(this::start);
        for (int run = 0; run <= runs; run++) {
            notes.say("start " + run + " of " + runs);
            starts.add(run > 0);
        }
        notes.clear();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("runs", runs + " after one");
        settings.put("pinned", pin().shown());
        settings.putAll(child.shown());
        Row row = starts.row();
        String name = command.isEmpty() ? child.launch(kind).name() : String.join(" ", command);
        return print(new Report("start", name, settings, List.of(row), List.of()));
    }

    private ChildServer start() throws IOException {
        if (command.isEmpty()) {
            return child.start(child.launch(kind), pin().server(), List.of());
        }
        return ChildServer.run(command.get(0), Children.pinned(pin().server(), command));
    }
}
