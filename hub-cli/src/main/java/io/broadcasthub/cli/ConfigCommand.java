package io.broadcasthub.cli;

import io.broadcasthub.config.ConfigPrinter;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hub config}: what would be in effect, without starting anything. */
@Command(
        name = "config",
        description = "Prints the effective configuration and where each value came from.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
    private final Map<String, String> environment;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ConfigCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        String yaml = ConfigPrinter.toYaml(options.load(environment));
        PrintWriter out = spec.commandLine().getOut();
        out.print(yaml);
        out.flush();
    }
}
