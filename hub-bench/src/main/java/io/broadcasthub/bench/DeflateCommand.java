package io.broadcasthub.bench;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code hub bench deflate}. */
@Command(
        name = "deflate",
        description =
                "A broadcast with permessage-deflate, held against one without that has as many bytes on the wire."
                        + " Use --size 1024 or more. Defaults: 1,000 subscribers, 50 messages/s.")
final class DeflateCommand extends ScenarioCommand {
    DeflateCommand(boolean terminal) {
        super(terminal, new DeflateScenario(), new Defaults(1_000, 1, List.of(50.0)));
    }
}
