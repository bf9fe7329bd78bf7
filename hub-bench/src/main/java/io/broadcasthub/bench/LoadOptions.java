package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.wire.Marker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How large the load is. What is not given is the scenario's default. */
final class LoadOptions {
    private static final int MAX_PAYLOAD = 60_000;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    @Option(names = "--subscribers", paramLabel = "N", description = "Subscribers, each with a connection of its own.")
    @SuppressWarnings("NullAway.Init") // null where it was not given
    private Integer subscribers;

    @Option(names = "--topics", paramLabel = "N", description = "Topics the subscribers are spread over.")
    @SuppressWarnings("NullAway.Init") // null where it was not given
    private Integer topics;

    @Option(
            names = "--rate",
            paramLabel = "R",
            split = ",",
            description =
                    "Messages published a second; churn: connections made a second, see there. Several, with commas: one"
                            + " after the other until one is not held.")
    private List<Double> rates = new ArrayList<>();

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "128",
            description = "Size of a payload. Default: ${DEFAULT-VALUE}")
    private int size;

    @Mixin
    private final WindowOptions window = new WindowOptions();

    @Option(
            names = "--transport",
            paramLabel = "KIND",
            defaultValue = "ws",
            description = "How messages come: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Transport transport;

    @Option(names = "--deflate", description = "Subscribers offer permessage-deflate.")
    private boolean deflate;

    @Option(
            names = "--processes",
            paramLabel = "P",
            defaultValue = "1",
            description = "Processes the subscribers are spread over. Default: ${DEFAULT-VALUE}")
    private int processes;

    @Option(
            names = "--loops",
            paramLabel = "N",
            defaultValue = "1",
            description = "Event loops in each of them. Default: ${DEFAULT-VALUE}")
    private int loops;

    @Option(
            names = "--connecting",
            paramLabel = "N",
            defaultValue = "256",
            description = "Most connections in the making at a time. Default: ${DEFAULT-VALUE}")
    private int connecting;

    @Option(
            names = "--missed",
            paramLabel = "N",
            defaultValue = "50",
            description = "resume: messages published while they are away. Default: ${DEFAULT-VALUE}")
    private int missed;

    @Option(
            names = "--stalled",
            paramLabel = "PERCENT",
            defaultValue = "10",
            description = "stalled: of the subscribers, who stops reading. Default: ${DEFAULT-VALUE}")
    private int stalled;

    /** @param defaults of the scenario, for what was not given */
    Settings settings(Defaults defaults, CommandSpec spec) {
        check(
                spec,
                size >= Marker.MIN_PAYLOAD && size <= MAX_PAYLOAD,
                "--size must be " + Marker.MIN_PAYLOAD + " to " + MAX_PAYLOAD);
        check(spec, rates.stream().allMatch(r -> r > 0), "--rate must be more than 0");
        check(
                spec,
                processes >= 1 && loops >= 1 && connecting >= 1,
                "--processes, --loops and --connecting must be at least 1");
        check(spec, missed >= 1, "--missed must be at least 1");
        check(spec, stalled >= 1 && stalled <= 90, "--stalled must be 1 to 90");
        Duration duration = window.duration(WINDOW);
        check(spec, !duration.isZero(), "--duration must be more than 0s");
        check(spec, !deflate || transport == Transport.WS, "--deflate is for --transport ws");
        int count = subscribers == null ? defaults.subscribers() : subscribers;
        int spread = topics == null ? defaults.topicsFor(count) : topics;
        check(spec, count >= 1, "--subscribers must be at least 1");
        check(spec, spread >= 1 && spread <= count, "--topics must be 1 to the number of subscribers");
        return new Settings(
                count,
                spread,
                rates.isEmpty() ? defaults.rates() : rates,
                size,
                duration,
                window.warmup(WINDOW),
                transport,
                deflate,
                processes,
                loops,
                connecting,
                missed,
                stalled);
    }

    private static void check(CommandSpec spec, boolean fine, String otherwise) {
        if (!fine) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
