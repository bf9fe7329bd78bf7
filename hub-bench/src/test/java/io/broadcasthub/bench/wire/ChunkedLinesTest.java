package io.broadcasthub.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedLinesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 64, 10_000})
    void findsEventsAndLines(int piece) {
        String events = "id: e:1\nevent: message\ndata: {\"n\":1}\n\n: beat\n\n";
        String line = "{\"n\":2}\n";
        String all = chunk(events) + chunk(line) + chunk(line + line) + "0\r\n\r\n";

        assertThat(found(all, piece).get(0)).isEqualTo("{\"n\":1}");
        assertThat(found(all, 10_000)).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":2}", "{\"n\":2}", "close 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz\r\n", "fffffffff\r\n", "00000000000000001\r\n{}", "3\r\n{}x\r\n"})
    void refusesWhatIsNoStreamOfLines(String bytes) {
        assertThatThrownBy(() -> found(bytes, 1000)).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void keepsWhatIsNotComplete() {
        assertThat(found("5\r\n{}\n", 100)).containsExactly("left over: 6");
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static List<String> found(String bytes, int piece) {
        return Found.in(bytes.getBytes(StandardCharsets.US_ASCII), piece, new ChunkedLines()).all;
    }
}
