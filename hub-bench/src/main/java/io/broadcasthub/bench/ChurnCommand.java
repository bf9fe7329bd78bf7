package io.broadcasthub.bench;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code hub bench churn}. */
@Command(name = "churn", description = "Connect, subscribe, end, over and over. Default: 200 at a time.")
final class ChurnCommand extends ScenarioCommand {
    ChurnCommand(boolean terminal) {
        super(terminal, new ChurnScenario(), new Defaults(200, Defaults.ONE_EACH, List.of(1.0)));
    }
}
