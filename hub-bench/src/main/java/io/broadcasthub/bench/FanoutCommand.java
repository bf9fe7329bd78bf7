package io.broadcasthub.bench;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code hub bench fanout}. */
@Command(
        name = "fanout",
        description = "One topic, many subscribers: rates in turn until one is not held. Defaults: 1,000 subscribers;"
                + " 50, 100, 200 … 3,200 messages/s.")
final class FanoutCommand extends ScenarioCommand {
    static final Defaults DEFAULTS =
            new Defaults(1_000, 1, List.of(50.0, 100.0, 200.0, 400.0, 800.0, 1_600.0, 3_200.0));

    FanoutCommand(boolean terminal) {
        super(terminal, new FanoutScenario("fanout"), DEFAULTS);
    }
}
