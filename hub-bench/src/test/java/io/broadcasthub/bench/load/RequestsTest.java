package io.broadcasthub.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
    @ParameterizedTest
    @CsvSource({
        "ws://h:1/ws, WS, GET /ws?topic=t.3 HTTP/1.1",
        "ws://h:1/ws, SSE, GET /events?topic=t.3 HTTP/1.1",
        "ws://h:1/hub/ws?x=y, WS, GET /hub/ws?x=y&topic=t.3 HTTP/1.1",
        "ws://h:1/hub/ws?x=y, SSE, GET /hub/events?x=y&topic=t.3 HTTP/1.1",
        "ws://h:1/hub/ws?x=y, NDJSON, GET /hub/events?x=y&topic=t.3 HTTP/1.1",
    })
    void aSubscriberAsksWhereTheHubIs(String url, Transport transport, String line) {
        CrowdPlan plan = new CrowdPlan(URI.create(url), 0, 10, 10, "t.", transport, false, false, 0, 1);

        assertThat(Requests.of(plan, 3, null))
                .startsWith(line + "\r\nHost: h:1\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "ws://h:1/ws, '', GET /ws HTTP/1.1",
        "ws://h:1/hub/ws?x=y, '', GET /hub/ws?x=y HTTP/1.1",
        "ws://h:1/ws, topic=a, GET /ws?topic=a HTTP/1.1",
    })
    void soDoesThePublisher(String url, String query, String line) {
        assertThat(Requests.webSocket(URI.create(url), query, false)).startsWith(line + "\r\n");
    }
}
