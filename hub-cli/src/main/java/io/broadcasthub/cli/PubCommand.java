package io.broadcasthub.cli;

import io.broadcasthub.client.HubClient;
import io.broadcasthub.client.HubClientException;
import io.broadcasthub.client.PublishOptions;
import io.broadcasthub.client.PublishResult;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicName;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub pub}: publishes one message, or one for each line of standard input. */
@Command(
        name = "pub",
        description = "Publishes one message and prints its id, or one message for each line of standard input.",
        mixinStandardHelpOptions = true)
final class PubCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String topic;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            defaultValue = "-",
            description = "The message: JSON if it is JSON, else text. - or nothing reads standard input.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String data;

    @Option(names = "--text", description = "Sends text, also where it would be JSON.")
    private boolean text;

    @Option(names = "--key", paramLabel = "KEY", description = "Conflation key.")
    @SuppressWarnings("NullAway.Init") // null where it was not given, which the receiver takes
    private String key;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long the hub may take to be reached, or to take a message. Default: ${DEFAULT-VALUE}")
    private int timeout;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final InputStream in;

    PubCommand() {
        this(System.in);
    }

    PubCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TopicName name = topic();
        PrintWriter err = spec.commandLine().getErr();
        try (HubClient client =
                connect.client(err).publishTimeout(Duration.ofSeconds(timeout)).build()) {
            if (!connected(client, err)) {
                return ExitCode.FAILED;
            }
            PublishOptions options = new PublishOptions(key, null);
            if (data.equals("-")) {
                return new LinePublisher(client, name, options, this::payload, err).publish(in)
                        ? ExitCode.OK
                        : ExitCode.FAILED;
            }
            return publishOne(client, name, options, err);
        }
    }

    private TopicName topic() {
        if (timeout < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout must be at least 1");
        }
        try {
            return new TopicName(topic);
        } catch (HubException e) {
            throw new ParameterException(spec.commandLine(), e.reason(), e);
        }
    }

    private boolean connected(HubClient client, PrintWriter err) throws InterruptedException {
        try {
            client.connect().get(timeout, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            err.println(
                    "hub: not connected within " + timeout + " s; start a hub with: hub serve, or name one with --url");
        } catch (ExecutionException e) {
            err.println("hub: " + failure(e).getMessage());
        }
        return false;
    }

    private int publishOne(HubClient client, TopicName name, PublishOptions options, PrintWriter err)
            throws InterruptedException {
        try {
            PublishResult result = client.publish(name, payload(data), options).get();
            PrintWriter out = spec.commandLine().getOut();
            out.println(result.id());
            out.flush();
            return ExitCode.OK;
        } catch (ExecutionException e) {
            err.println("hub: " + failure(e).getMessage());
            return ExitCode.FAILED;
        }
    }

    private static HubClientException failure(ExecutionException e) {
        if (e.getCause() instanceof HubClientException failure) {
            return failure;
        }
        throw new IllegalStateException(e);
    }

    private Payload payload(String given) {
        if (text) {
            return Payload.ofText(given);
        }
        try {
            return Payload.ofJson(given);
        } catch (HubException e) {
            return Payload.ofText(given);
        }
    }
}
