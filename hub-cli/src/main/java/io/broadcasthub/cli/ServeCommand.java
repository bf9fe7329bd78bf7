package io.broadcasthub.cli;

import io.broadcasthub.config.HubConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hub serve}: runs a hub until a signal ends it. */
@Command(
        name = "serve",
        description = "Runs the hub. SIGTERM or Ctrl-C drains it; a second one ends it at once.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private final Map<String, String> environment;
    private final RunningHub.Starter starter;
    private final Termination termination;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ServeCommand(Map<String, String> environment, RunningHub.Starter starter, Termination termination) {
        this.environment = environment;
        this.starter = starter;
        this.termination = termination;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        HubConfig config = options.load(environment).config();
        Logs.configure(config.log());
        timeLocks();
        RunningHub hub = starter.start(config);
        termination.onRequest(() -> drain(hub, config));
        announce(hub);
        try {
            hub.closed().toCompletableFuture().get();
            return ExitCode.OK;
        } catch (ExecutionException e) {
            LOG.atError().setCause(e.getCause()).log("the hub ended by itself");
            return ExitCode.FAILED;
        }
    }

    /** So that {@code /debug/loops} can tell how long a loop waits for locks; it costs only who has to wait. */
    private static void timeLocks() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (threads.isThreadContentionMonitoringSupported()) {
            threads.setThreadContentionMonitoringEnabled(true);
        }
    }

    private static void drain(RunningHub hub, HubConfig config) {
        LOG.atInfo()
                .addKeyValue("deadline", config.drain().deadline())
                .log("draining; a second signal ends the hub at once");
        hub.stop();
    }

    private void announce(RunningHub hub) {
        InetSocketAddress address = hub.publicAddress();
        // Bound to every address: clients on this machine use one of them.
        String host = address.getAddress().isAnyLocalAddress() ? "localhost" : literal(address);
        PrintWriter out = spec.commandLine().getOut();
        out.println("public  " + url(literal(address), address.getPort()));
        out.println(
                "admin   " + url(literal(hub.adminAddress()), hub.adminAddress().getPort()));
        out.println("Publish a first message:  curl -H 'Content-Type: application/json' -d '{\"text\":\"hello\"}' "
                + url(host, address.getPort()) + "topics/hello");
        out.flush();
    }

    private static String literal(InetSocketAddress bound) {
        String text = bound.getAddress().getHostAddress();
        return text.indexOf(':') >= 0 ? '[' + text + ']' : text;
    }

    private static String url(String host, int port) {
        return "http://" + host + ':' + port + '/';
    }
}
