package io.broadcasthub.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub bench}: measures a hub, and what is like one. */
@Command(
        name = "bench",
        description = {
            "Measures: subscribers and a publisher as fast as they can be, on a fixed schedule; every message is checked.",
            "Prints a table; exits with 1 if anything was lost, repeated or out of order. What the figures mean:"
                    + " docs/bench.md"
        },
        synopsisSubcommandLabel = "SCENARIO",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private BenchCommand() {}

    /** @param terminal whether people watch standard error: they are told what goes on */
    public static CommandLine commandLine(boolean terminal) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new FanoutCommand(terminal))
                .addSubcommand(new ManyTopicsCommand(terminal))
                .addSubcommand(new IdleCommand(terminal))
                .addSubcommand(new ChurnCommand(terminal))
                .addSubcommand(new ResumeCommand(terminal))
                .addSubcommand(new StalledCommand(terminal))
                .addSubcommand(new DeflateCommand(terminal))
                .addSubcommand(new StartCommand(terminal))
                .addSubcommand(new LoopsCommand(terminal))
                .addSubcommand(new VersusCommand(terminal))
                .addSubcommand(new OverloadCommand(terminal))
                .addSubcommand(new LeaksCommand(terminal))
                .addSubcommand(new TortureCommand(terminal))
                .addSubcommand(new CompareCommand())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** No scenario was given. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing scenario");
    }
}
