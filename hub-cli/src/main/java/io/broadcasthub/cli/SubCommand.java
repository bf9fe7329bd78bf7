package io.broadcasthub.cli;

import io.broadcasthub.client.HubClient;
import io.broadcasthub.client.SubscribeOptions;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.TopicFilter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub sub}: prints messages until it is told to end, or nobody reads them any more. */
@Command(
        name = "sub",
        description =
                "Prints the messages of topics and patterns, and gaps, one JSON object a line. Reconnects and resumes.",
        mixinStandardHelpOptions = true)
final class SubCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "TOPIC", description = "Topics or patterns.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> topics;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "0",
            description = "First the N most recent messages of each.")
    private int last;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final OutputStream out;
    private final Termination termination;

    SubCommand() {
        // Not System.out: a PrintStream keeps to itself that nobody reads any more.
        this(new FileOutputStream(FileDescriptor.out), new Termination());
    }

    SubCommand(OutputStream out, Termination termination) {
        this.out = out;
        this.termination = termination;
    }

    @Override
    public Integer call() {
        Set<TopicFilter> filters = filters();
        PrintWriter err = spec.commandLine().getErr();
        LinePrinter printer = new LinePrinter(out, err, filters.size());
        Thread self = Thread.currentThread();
        termination.onRequest(self::interrupt);
        try (HubClient client = connect.client(err).build()) {
            filters.forEach(f -> client.subscribe(f.value(), SubscribeOptions.last(last), printer.subscriber(f)));
            return printer.run() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Set<TopicFilter> filters() {
        if (last < 0) {
            throw new ParameterException(spec.commandLine(), "--last must be 0 or more");
        }
        try {
            Set<TopicFilter> filters = new LinkedHashSet<>();
            topics.forEach(t -> filters.add(new TopicFilter(t)));
            return filters;
        } catch (HubException e) {
            throw new ParameterException(spec.commandLine(), e.reason(), e);
        }
    }
}
