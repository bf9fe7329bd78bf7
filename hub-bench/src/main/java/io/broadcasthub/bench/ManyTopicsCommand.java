package io.broadcasthub.bench;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code hub bench many-topics}. */
@Command(
        name = "many-topics",
        description = "Many topics with few subscribers each, published to in turn. Defaults: 10,000 subscribers, 1,000"
                + " topics, 2,000 messages/s.")
final class ManyTopicsCommand extends ScenarioCommand {
    ManyTopicsCommand(boolean terminal) {
        super(terminal, new FanoutScenario("many-topics"), new Defaults(10_000, 1_000, List.of(2_000.0)));
    }
}
