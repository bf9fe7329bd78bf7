package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.TestHub;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The operators' page names every metric of a hub, and none that there is not. */
class MetricsDocIT {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Pattern NAME = Pattern.compile("`(hub_[a-z_]+)");

    @Test
    void everyMetricIsDescribed() throws IOException {
        Set<String> described = NAME.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        try (TestHub hub = TestHub.start()) {
            Set<String> exported = hub.server().wiring().metrics.registry().scrape().stream()
                    .map(MetricsDocIT::exposed)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(described).isEqualTo(exported);
        }
    }

    private static String exposed(MetricSnapshot metric) {
        String name = metric.getMetadata().getPrometheusName();
        return metric instanceof CounterSnapshot ? name + "_total" : name;
    }
}
