package io.broadcasthub.bench;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code hub bench idle}. */
@Command(
        name = "idle",
        description =
                "Connections that are subscribed, each to a topic of its own, and silent: memory of each. Default:"
                        + " 10,000 connections.")
final class IdleCommand extends ScenarioCommand {
    IdleCommand(boolean terminal) {
        super(terminal, new IdleScenario(), new Defaults(10_000, Defaults.ONE_EACH, List.of()));
    }
}
