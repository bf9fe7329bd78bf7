package io.broadcasthub.bench;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code hub bench churn}. */
@Command(
        name = "churn",
        description =
                "Connect, subscribe, end, over and over. Default: 200 at a time, each as often as it can; with --rate that"
                        + " many a second, each when it is due, however the server does.")
final class ChurnCommand extends ScenarioCommand {
    ChurnCommand(boolean terminal) {
        super(terminal, new ChurnScenario(), new Defaults(200, Defaults.ONE_EACH, List.of()));
    }
}
