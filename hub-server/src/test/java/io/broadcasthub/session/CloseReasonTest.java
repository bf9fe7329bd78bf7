package io.broadcasthub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.CloseCode;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseReasonTest {
    @ParameterizedTest
    @EnumSource(
            value = CloseCode.class,
            names = {"TOO_SLOW", "HEARTBEAT_MISSED", "RATE_LIMITED", "TOKEN_EXPIRED", "TRY_AGAIN_LATER"})
    void asksBackWhoMayComeBack(CloseCode code) {
        assertThat(CloseReason.of(code, "why", new Random()).bye().retryAfter())
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @EnumSource(
            value = CloseCode.class,
            names = {"PROTOCOL_ERROR", "MESSAGE_TOO_BIG", "TOO_MANY_ERRORS", "FORBIDDEN"})
    void namesNoTimeToWhoShouldStayAway(CloseCode code) {
        assertThat(CloseReason.of(code, "why", new Random()).bye().retryAfter()).isNull();
    }
}
