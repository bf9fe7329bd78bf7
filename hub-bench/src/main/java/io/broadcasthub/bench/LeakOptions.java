package io.broadcasthub.bench;

import io.broadcasthub.bench.leaks.LeakPlan;
import io.broadcasthub.bench.wire.Marker;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The load of {@code hub bench leaks}. */
final class LeakOptions {
    private static final Duration DURATION = Duration.ofSeconds(24);
    private static final Duration WARMUP = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofSeconds(3);

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            defaultValue = "100",
            description = "Who stay, and are measured. Default: ${DEFAULT-VALUE}")
    private int subscribers;

    @Option(
            names = "--visitors",
            paramLabel = "N",
            defaultValue = "40",
            description = "Who come, listen and go, at a time. Default: ${DEFAULT-VALUE}")
    private int visitors;

    @Option(
            names = "--stay",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            defaultValue = "1s",
            description = "How long each of them listens. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Duration stay;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "100",
            description = "Messages published a second. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Mixin
    private final WindowOptions window = new WindowOptions();

    @Option(
            names = "--restarts",
            paramLabel = "N",
            defaultValue = "3",
            description = "Restarts, where pushers outlive them. Default: ${DEFAULT-VALUE}")
    private int restarts;

    LeakPlan plan(CommandSpec spec) {
        Duration duration = window.duration(DURATION);
        boolean fine = subscribers >= 1
                && visitors >= 1
                && !stay.isZero()
                && rate > 0
                && restarts >= 1
                && duration.toSeconds() > restarts;
        if (!fine) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--subscribers, --visitors, --stay, --rate and --restarts must be more than 0, and --duration more"
                            + " seconds than there are restarts");
        }
        return new LeakPlan(
                subscribers,
                visitors,
                stay,
                rate,
                2 * Marker.MIN_PAYLOAD,
                window.warmup(WARMUP),
                duration,
                restarts,
                SETTLE);
    }
}
