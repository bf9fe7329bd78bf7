package io.broadcasthub.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms a request's target may have (RFC 9112 section 3.2), and what is none. */
class RequestTargetIT {
    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static HttpAnswer get(String target) {
        try (Connection connection = hub.connect()) {
            return connection.request(TestHub.get(target));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/topics/a.b/messages",
                "/topics/a%2Eb/messages?limit=1",
                "http://hub.test/topics/a.b/messages",
                "HTTPS://hub.test:8080/topics/a.b/messages?limit=1"
            })
    void findsThePath(String target) {
        HttpAnswer answer = get(target);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("topic")).isEqualTo("a.b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hub.test", "http://hub.test/", "http://hub.test?x=/hub.js"})
    void findsTheStartPage(String target) {
        assertThat(get(target).body()).contains("<title>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topics/a%/messages", "/topics/%zz/messages", "/%"})
    void refusesPathsThatAreNotPercentEncoded(String target) {
        HttpAnswer answer = get(target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("code")).isEqualTo("bad_request");
    }
}
