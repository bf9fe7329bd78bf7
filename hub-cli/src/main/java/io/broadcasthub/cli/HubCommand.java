package io.broadcasthub.cli;

import io.broadcasthub.bench.BenchCommand;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The top of the command line. A further command is added in {@link #commandLine}. */
@Command(
        name = "hub",
        description = "Broadcast Hub: sends each message to everyone who listens.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed, or ended by a second signal", "2:wrong use or configuration"})
final class HubCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * @param environment all variables; those that begin with {@code HUB_} are configuration
     * @param starter what {@code serve} starts
     * @param termination how {@code serve} learns that it shall end
     */
    static CommandLine commandLine(
            Map<String, String> environment, RunningHub.Starter starter, Termination termination) {
        CommandLine line = new CommandLine(new HubCommand())
                .addSubcommand(new ServeCommand(environment, starter, termination))
                .addSubcommand(new PubCommand())
                .addSubcommand(new SubCommand())
                .addSubcommand(BenchCommand.commandLine(Progress.isTerminal()))
                .addSubcommand(new ConfigCommand(environment))
                .addSubcommand(new ArchiveCommand())
                .addSubcommand(new VersionCommand())
                .addSubcommand(new HelpCommand());
        return line.setExpandAtFiles(false) // a message may begin with @
                .setExecutionExceptionHandler(Failures::onExecution)
                .setParameterExceptionHandler(Failures::onParameters);
    }

    /** No command was given. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
