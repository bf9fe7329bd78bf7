package io.broadcasthub.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long is measured. */
final class WindowOptions {
    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long is measured, each time. Default: 10s; leaks: 24s")
    private @Nullable Duration duration;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Load before each measurement. Default: 10s; leaks: 5s")
    private @Nullable Duration warmup;

    Duration duration(Duration otherwise) {
        return duration == null ? otherwise : duration;
    }

    Duration warmup(Duration otherwise) {
        return warmup == null ? otherwise : warmup;
    }
}
