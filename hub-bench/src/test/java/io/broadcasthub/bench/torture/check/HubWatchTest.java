package io.broadcasthub.bench.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.server.AuditPage;
import io.broadcasthub.bench.server.Metrics;
import io.broadcasthub.bench.wire.HttpConnection.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubWatchTest {
    private static final String FINE = """
            hub_audit_mismatches 0.0
            hub_closes_total{code="1011"} 0.0
            hub_closes_total{code="1012"} 7.0
            hub_engine_up 1.0
            hub_leak_signatures 0.0
            hub_rejected_total{reason="bad_request"} 5.0
            """;

    private final Violations violations = new Violations(text -> {});
    private final Outages outages = new Outages();
    private final HubWatch watch = new HubWatch(Duration.ofSeconds(1), outages, violations);
    private long begun;

    @BeforeEach
    void begin() {
        begun = System.nanoTime();
    }

    @Test
    void aHubThatIsWell() {
        watch.live(new Answer(200, ""), begun);
        watch.ready(new Answer(200, ""), true, begun);
        watch.ready(new Answer(503, "{\"status\":\"down\",\"reason\":\"level refuse\"}"), false, begun);
        watch.audit(new AuditPage(0, List.of(), Map.of()));
        watch.metrics(new Metrics(FINE), begun);
        watch.judge();

        assertThat(violations.texts()).isEmpty();
    }

    @Test
    void notAliveOrNotReady() {
        watch.live(new Answer(503, "loop ended"), begun);
        watch.ready(new Answer(503, "{\"reason\":\"level refuse\"}"), true, begun);
        watch.ready(new Answer(503, "no reason"), false, begun);

        assertThat(violations.summary()).isEqualTo("not alive; not ready; readiness");
    }

    @Test
    void anOutageExcusesThat() {
        outages.begin();
        watch.live(new Answer(503, "loop ended"), begun);
        watch.ready(new Answer(503, "{\"reason\":\"draining\"}"), true, begun);

        assertThat(violations.count()).isZero();
    }

    @Test
    void aMismatch() {
        watch.audit(new AuditPage(1, List.of("cursors at loop 1: 3 and 2"), Map.of()));

        assertThat(violations.texts()).singleElement().asString().contains("cursors at loop 1: 3 and 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub_audit_mismatches 1.0",
                "hub_leak_signatures 1.0",
                "hub_rejected_total{reason=\"internal\"} 1.0",
                "hub_closes_total{code=\"1011\"} 1.0"
            })
    void figuresThatMustBeZero(String line) {
        watch.metrics(new Metrics(FINE + line + "\n"), begun);

        assertThat(violations.summary()).isEqualTo("figure that must be zero");
    }

    @Test
    void anEngineThatIsDown() {
        watch.metrics(new Metrics(FINE.replace("hub_engine_up 1.0", "hub_engine_up 0.0")), begun);

        assertThat(violations.summary()).isEqualTo("engine down");
    }

    @Test
    void aFigureThatIsNeverToldProvesNothing() {
        watch.metrics(new Metrics(FINE.replace("hub_rejected_total", "hub_renamed_total")), begun);
        watch.judge();

        assertThat(violations.texts()).singleElement().asString().contains("hub_rejected_total", "never told");
    }

    @Test
    void nobodyThere() {
        watch.look(URI.create("http://127.0.0.252:9/"), true);
        assertThat(violations.summary()).isEqualTo("admin listener");
        assertThat(watch.looks()).isZero();
    }
}
