package io.broadcasthub.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CodesTest {
    @Test
    void errorCodesAreTheProtocols() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::wireName))
                .containsExactly(
                        "bad_request",
                        "unknown_type",
                        "invalid_topic",
                        "unauthorized",
                        "forbidden",
                        "already_subscribed",
                        "not_subscribed",
                        "too_large",
                        "too_many_topics",
                        "rate_limited",
                        "overloaded",
                        "unavailable",
                        "internal");
        assertThat(ErrorCode.values())
                .allSatisfy(c -> assertThat(ErrorCode.ofWireName(c.wireName())).isEqualTo(c))
                .allSatisfy(c -> assertThat(c.httpStatus()).isBetween(400, 599));
    }

    @Test
    void gapReasonsAreTheProtocols() {
        assertThat(Arrays.stream(GapReason.values()).map(GapReason::wireName))
                .containsExactly("slow", "expired", "restarted", "unavailable");
    }

    @Test
    void closeCodesSayWhetherToComeBack() {
        assertThat(Arrays.stream(CloseCode.values()).map(CloseCode::code).filter(CloseCode::mayReconnect))
                .containsExactly(1001, 1011, 1012, 1013, 4101, 4102, 4103, 4104);
        assertThat(CloseCode.mayReconnect(1006)).isTrue();
        assertThat(CloseCode.mayReconnect(4099)).isFalse();
        assertThat(CloseCode.mayReconnect(4100)).isTrue();
    }

    @Test
    void requestIdsAreLimitedToExactIntegers() {
        assertThat(RequestId.of(1L << 53)).isEqualTo(new RequestId.Numeric(9_007_199_254_740_992L));
        assertThatThrownBy(() -> RequestId.of((1L << 53) + 1)).isInstanceOf(HubException.class);
        assertThatThrownBy(() -> RequestId.of(-(1L << 53) - 1)).isInstanceOf(HubException.class);
    }
}
