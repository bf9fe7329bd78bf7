package io.broadcasthub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub archive}: what bin/hub has the JVM write an archive of, at the end of this process. */
@Command(
        name = "archive",
        description = {
            "Lets the hub start faster: runs one for a moment, and keeps what the JVM has read and learnt meanwhile.",
            "To be run once after installing, and after each change of Java; without it everything works all the same."
        },
        mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {
    /** Set by bin/hub while it has the JVM take notes. */
    private static final String ARCHIVE = "hub.archive";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (System.getProperty(ARCHIVE) == null) {
            throw new ParameterException(
                    spec.commandLine(), "an archive is made by bin/hub of a distribution; run: bin/hub archive");
        }
        TrainingRun.run();
        return ExitCode.OK;
    }
}
