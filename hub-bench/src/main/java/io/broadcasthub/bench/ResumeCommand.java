package io.broadcasthub.bench;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code hub bench resume}. */
@Command(
        name = "resume",
        description =
                "All are cut off at once, miss messages and come back, while others stay. Defaults: 15,000 subscribers who"
                        + " come back, 50 messages/s.")
final class ResumeCommand extends ScenarioCommand {
    ResumeCommand(boolean terminal) {
        super(terminal, new ResumeScenario(false), new Defaults(15_000, 1, List.of(50.0)));
    }
}
