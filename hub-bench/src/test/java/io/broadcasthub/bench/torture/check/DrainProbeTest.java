package io.broadcasthub.bench.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.wire.HttpConnection.Answer;
import org.junit.jupiter.api.Test;

class DrainProbeTest {
    private static final Answer READY = new Answer(200, "{\"status\":\"up\"}");
    private static final Answer DRAINING = new Answer(503, "{\"status\":\"down\",\"reason\":\"draining\"}");

    private final Violations violations = new Violations(text -> {});
    private final DrainProbe probe = new DrainProbe(violations);

    @Test
    void readyThenDraining() {
        probe.ready(READY);
        probe.ready(DRAINING);
        probe.live(READY);
        probe.ready(DRAINING);

        assertThat(violations.texts()).isEmpty();
    }

    @Test
    void readyAgain() {
        probe.ready(DRAINING);
        probe.ready(READY);

        assertThat(violations.summary()).isEqualTo("readiness");
    }

    @Test
    void deadWhileItDrains() {
        probe.live(DRAINING);

        assertThat(violations.summary()).isEqualTo("not alive");
    }
}
