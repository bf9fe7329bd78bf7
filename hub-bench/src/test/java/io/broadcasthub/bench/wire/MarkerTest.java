package io.broadcasthub.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {
    @ParameterizedTest
    @ValueSource(ints = {Marker.MIN_PAYLOAD, 65, 128, 1000})
    void payloadsHaveTheSizeAskedFor(int size) {
        assertThat(Marker.payload(size)).hasSize(size).startsWith("{\"p\":\"").endsWith("\"}");
    }

    @Test
    void whatIsWrittenIsRead() {
        byte[] b = message();
        Marker.write(b, b.length, 0xfedc_ba98L, 0x0123_4567_89ab_cdefL);

        assertThat(Marker.isAt(b, 0, b.length)).isTrue();
        assertThat(Marker.sequence(b, b.length)).isEqualTo(0xfedc_ba98L);
        assertThat(Marker.time(b, b.length)).isEqualTo(0x0123_4567_89ab_cdefL);
        assertThat(new String(b, StandardCharsets.US_ASCII)).endsWith("\"m\":\"fedcba980123456789abcdef\"}}");
    }

    @Test
    void otherMessagesAreNotTakenForOurs() {
        byte[] other =
                "{\"type\":\"welcome\",\"session\":\"01234567890123456789012345\"}".getBytes(StandardCharsets.US_ASCII);
        byte[] b = message();

        assertThat(Marker.isAt(other, 0, other.length)).isFalse();
        assertThat(Marker.isAt(other, 0, 5)).isFalse();
        assertThat(Marker.isAt(b, b.length - 20, b.length))
                .as("begins too late")
                .isFalse();
    }

    private static byte[] message() {
        return ("{\"type\":\"message\",\"data\":" + Marker.payload(128) + "}").getBytes(StandardCharsets.US_ASCII);
    }
}
