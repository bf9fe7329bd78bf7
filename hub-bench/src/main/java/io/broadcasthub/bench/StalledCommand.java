package io.broadcasthub.bench;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code hub bench stalled}. */
@Command(
        name = "stalled",
        description =
                "A burst with and without subscribers that stopped reading. Defaults: 1,000 subscribers, 400 messages/s.")
final class StalledCommand extends ScenarioCommand {
    StalledCommand(boolean terminal) {
        super(terminal, new StalledScenario(), new Defaults(1_000, 1, List.of(400.0)));
    }
}
