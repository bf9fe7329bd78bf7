package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.broadcasthub.config.HostPort;
import io.broadcasthub.testkit.LogEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private final LogEvents told = new LogEvents(Preflight.class);

    @AfterEach
    void end() {
        told.close();
    }

    @Test
    void anAdminAddressBeyondThisMachineIsWarnedOf() {
        Preflight.warnOfAdmin(HostPort.parse("127.0.0.1:8081"));
        Preflight.warnOfAdmin(HostPort.parse("[::1]:0"));
        assertThat(told.all()).isEmpty();

        Preflight.warnOfAdmin(HostPort.parse("0.0.0.0:8081"));
        assertThat(told.all()).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getMessage()).contains("no authentication", "bind loopback");
            assertThat(event.getKeyValuePairs())
                    .anySatisfy(pair -> assertThat(pair.value).hasToString("0.0.0.0:8081"));
        });
    }
}
