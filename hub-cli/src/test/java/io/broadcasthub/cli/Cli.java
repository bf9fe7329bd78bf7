package io.broadcasthub.cli;

import io.broadcasthub.config.HubConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs one command line in this process. */
final class Cli {
    final List<HubConfig> started = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line;

    /** @param starter given the configuration after it was noted in {@link #started} */
    Cli(Map<String, String> environment, RunningHub.Starter starter) {
        Termination atOnce = new Termination() {
            @Override
            void onRequest(Runnable drain) {
                drain.run();
            }
        };
        line = HubCommand.commandLine(
                environment,
                config -> {
                    started.add(config);
                    return starter.start(config);
                },
                atOnce);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }

    Cli(Map<String, String> environment) {
        this(environment, config -> new FakeHub(true));
    }

    int run(String... args) {
        return line.execute(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
