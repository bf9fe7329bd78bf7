package io.broadcasthub.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.TestHub;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that two parsers could read differently. Each is refused or the connection ends; nothing behind it is ever taken
 * for a request, and others notice nothing.
 */
class SmugglingIT {
    private static final String POST = "POST /topics/smuggled HTTP/1.1\r\n";
    private static final String HOST = "Host: h\r\nContent-Type: application/json\r\n";
    private static final String HIDDEN = "POST /topics/hidden HTTP/1.1\r\nHost: h\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1\r\n\r\n1";
    private static TestHub hub;
    private static Connection healthy;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        healthy = hub.connect();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String chunked(String transferEncoding) {
        return POST + HOST + transferEncoding + "\r\n1\r\n1\r\n0\r\n\r\n" + HIDDEN;
    }

    private static String head(String headers) {
        return POST + HOST + headers + "\r\n1" + HIDDEN;
    }

    static Stream<String> requests() {
        return Stream.of(
                // Lengths that contradict each other or are none.
                head("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"),
                head("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n"),
                head("Content-Length: 1\r\nContent-Length: 2\r\n"),
                head("Content-Length: 1\r\nContent-Length: 1\r\n"),
                head("Content-Length: 1, 2\r\n"),
                head("Content-Length: 1,1\r\n"),
                head("Content-Length: -1\r\n"),
                head("Content-Length: +1\r\n"),
                head("Content-Length: 0x1\r\n"),
                head("Content-Length: 1 1\r\n"),
                head("Content-Length: 1a\r\n"),
                head("Content-Length: \r\n"),
                head("Content-Length: 99999999999999999999\r\n"),
                head("Content-Length : 1\r\n"),
                head("Content-Length\t: 1\r\n"),
                // Codings that are not understood, or hidden.
                chunked("Transfer-Encoding: chunked, xchunked\r\n"),
                chunked("Transfer-Encoding: xchunked\r\n"),
                chunked("Transfer-Encoding: identity\r\n"),
                chunked("Transfer-Encoding: chunked, identity\r\n"),
                chunked("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"),
                chunked("Transfer-Encoding : chunked\r\n"),
                chunked("Transfer-Encoding: \u000bchunked\r\n"),
                chunked("Transfer-Encoding: \"chunked\"\r\n"),
                chunked("X: y\r\n Transfer-Encoding: chunked\r\n"),
                POST.replace("1.1", "1.0") + HOST + "Transfer-Encoding: chunked\r\n\r\n1\r\n1\r\n0\r\n\r\n" + HIDDEN,
                // Chunks that are none.
                POST + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n1\r\n0\r\n\r\n" + HIDDEN,
                POST + HOST + "Transfer-Encoding: chunked\r\n\r\n-1\r\n1\r\n0\r\n\r\n" + HIDDEN,
                POST + HOST + "Transfer-Encoding: chunked\r\n\r\n0x1\r\n1\r\n0\r\n\r\n" + HIDDEN,
                POST + HOST + "Transfer-Encoding: chunked\r\n\r\n1\r\n111\r\n0\r\n\r\n" + HIDDEN,
                POST + HOST + "Transfer-Encoding: chunked\r\n\r\n1\n1\r\n0\r\n\r\n" + HIDDEN,
                POST + HOST + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n1\r\n0\r\n\r\n" + HIDDEN,
                // Lines that end otherwise, or do not.
                POST + "Host: h\nContent-Length: 1\r\n\r\n1" + HIDDEN,
                "POST /topics/smuggled HTTP/1.1\n" + HOST + "Content-Length: 1\r\n\r\n1" + HIDDEN,
                head("X: a\rContent-Length: 5\r\n"),
                head("X: a\u0000b\r\nContent-Length: 1\r\n"),
                "\u0000" + head("Content-Length: 1\r\n"),
                head(": empty\r\nContent-Length: 1\r\n"),
                head("no colon\r\nContent-Length: 1\r\n"),
                head("X(y): z\r\nContent-Length: 1\r\n"),
                // Hosts.
                POST + "Content-Type: application/json\r\nContent-Length: 1\r\n\r\n1",
                POST + HOST + "Host: other\r\nContent-Length: 1\r\n\r\n1",
                // Request lines.
                "POST /topics/smuggled\r\n" + HOST + "\r\n",
                "POST  HTTP/1.1\r\n" + HOST + "\r\n",
                "POST /topics/smuggled HTTP/9.9\r\n" + HOST + "Content-Length: 1\r\n\r\n1",
                "POST /topics/smuggled HTTP/1.1 x\r\n" + HOST + "Content-Length: 1\r\n\r\n1",
                "PO ST /topics/smuggled HTTP/1.1\r\n" + HOST + "\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(30_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\n" + "X: y\r\n".repeat(10_000) + "\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isRefusedOrCutOff(String request) {
        Connection connection = hub.connect();
        connection.trySend(request.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        // More does not come, so the hub has nothing to wait for.
        connection.halfClose();
        String answer = connection.untilClosed();
        assertThat(answer).matches("(?s)|HTTP/1\\.1 [45]\\d\\d .*").doesNotContain("HTTP/1.1 2", "HTTP/1.1 1");
        assertThat(healthy.request(TestHub.get("/topics/hidden/messages")).body())
                .as("what stood behind it")
                .contains("\"messages\":[]");
        assertThat(healthy.request(TestHub.get("/topics/smuggled/messages")).body())
                .as("the request itself")
                .contains("\"messages\":[]");
    }

    @Test
    void takesWhatIsUnusualButClear() {
        for (String request : List.of(
                POST.replace("smuggled", "clear")
                        + "hOST: h\r\ncontent-TYPE:application/json\r\ncOnTeNt-LeNgTh:1\r\n\r\n1",
                POST.replace("smuggled", "clear") + HOST
                        + "Transfer-Encoding: CHUNKED\r\n\r\n1;x=y\r\n1\r\n0\r\nT: v\r\n\r\n",
                "\r\n" + POST.replace("smuggled", "clear") + HOST + "Content-Length: 1\r\n\r\n1")) {
            assertThat(hub.connect().request(request).status()).as(request).isEqualTo(200);
        }
    }
}
