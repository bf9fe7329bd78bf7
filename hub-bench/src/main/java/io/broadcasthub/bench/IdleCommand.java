package io.broadcasthub.bench;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code hub bench idle}. */
@Command(
        name = "idle",
        description = "Connections that are subscribed and silent: memory of each. Default: 10,000 connections.")
final class IdleCommand extends ScenarioCommand {
    IdleCommand(boolean terminal) {
        super(terminal, new IdleScenario(), new Defaults(10_000, 10_000, List.of(1.0)));
    }
}
