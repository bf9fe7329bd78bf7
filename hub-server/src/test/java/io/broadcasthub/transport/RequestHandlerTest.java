package io.broadcasthub.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of one connection, answered at once or later: in order, once, and none after the last. */
class RequestHandlerTest {
    private final List<String> asked = new ArrayList<>();
    private final Queue<CompletableFuture<String>> answers = new ArrayDeque<>();
    private Runnable afterAnswer = () -> {};
    private final EmbeddedConnection connection = new EmbeddedConnection(new Later());

    @AfterEach
    void end() {
        connection.close();
    }

    /** Answers when the test says so; {@code /now} at once. */
    private final class Later implements Route {
        @Override
        public HttpMethod method() {
            return HttpMethod.GET;
        }

        @Override
        public PathTemplate path() {
            return PathTemplate.of("/{name}");
        }

        @Override
        public void handle(Exchange exchange) {
            asked.add(exchange.variable());
            CompletableFuture<String> answer = new CompletableFuture<>();
            if (exchange.variable().equals("now")) {
                answer.complete("now");
            } else {
                answers.add(answer);
            }
            Answers.when(answer, exchange, "t", text -> {
                if (text.equals("defect")) {
                    throw new IllegalStateException("defect");
                }
                if (text.equals("no memory")) {
                    throw new OutOfMemoryError("simulated");
                }
                exchange.respond(HttpResponseStatus.OK, "text/plain", text.getBytes(StandardCharsets.UTF_8));
                Runnable then = afterAnswer;
                afterAnswer = () -> {};
                then.run();
            });
        }
    }

    private static String get(String name) {
        return "GET /" + name + " HTTP/1.1\r\nHost: h\r\n\r\n";
    }

    private void answer(String text) {
        answers.remove().complete(text);
    }

    @Test
    void answersInTheOrderOfTheRequests() {
        connection.receive(get("a") + get("b"));
        assertThat(asked).containsExactly("a");

        // Arrives before the loop came to the request that waits.
        afterAnswer = () -> connection.receiveAtOnce(get("now"));
        answer("first");
        connection.run();
        answer("second");
        connection.run();

        assertThat(asked).containsExactly("a", "b", "now");
        assertThat(connection.sent()).containsSubsequence("first", "second", "now");
    }

    @Test
    void readsNoFurtherThanItAnswers() {
        connection.receive(get("a"));
        assertThat(connection.isReading()).as("nothing waits").isTrue();
        connection.receive(get("b"));
        assertThat(connection.isReading()).as("one waits").isFalse();
        answer("first");
        connection.run();
        assertThat(connection.isReading()).as("none waits").isTrue();
        answer("second");
        connection.run();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void aBodyMakesNoDifferenceToTheRequestsAroundIt() {
        connection.receive(get("now") + "GET /now HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n1");
        assertThat(asked).as("the second is not whole").containsExactly("now");
        connection.receive("2" + get("now") + get("a"));
        connection.run();
        answer("last");
        connection.run();
        assertThat(asked).containsExactly("now", "now", "now", "a");
        assertThat(connection.sent()).containsSubsequence("now", "now", "now", "last");
    }

    /** Eight bytes belong to a WebSocket's handshake as it was in 2010, though its head does not say so. */
    @Test
    void bytesThatAHeadDoesNotSpeakOfAreNoRequest() {
        connection.receive(
                "GET /now HTTP/1.1\r\nHost: h\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\nGET /bod");
        connection.receive(get("a"));
        connection.run();
        assertThat(asked).containsExactly("now", "a");
        answer("last");
        connection.run();
        assertThat(connection.sent()).containsSubsequence("now", "last");
    }

    @Test
    void saysWhatIsTooLong() {
        connection.receive(get("a".repeat(9_000)));
        assertThat(connection.sent())
                .contains("414 Request-URI Too Long", "\"code\":\"too_large\"", "8192 bytes")
                .contains("connection: close");
        assertThat(connection.isOpen()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void saysWhichHeadersAreTooLong() {
        connection.receive("GET /a HTTP/1.1\r\nHost: h\r\nCookie: " + "c".repeat(9_000) + "\r\n\r\n");
        assertThat(connection.sent())
                .contains("431 Request Header Fields Too Large", "\"code\":\"too_large\"", "cookies");
        assertThat(asked).isEmpty();
    }

    @Test
    void takesNothingBehindTheLastRequest() {
        connection.receive("GET /now HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n" + get("b"));
        assertThat(asked).containsExactly("now");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aFailureWhileAnsweringIsAnAnswer() {
        connection.receive(get("a"));
        answer("defect");
        connection.run();
        assertThat(connection.sent()).contains("500 Internal Server Error", "\"code\":\"internal\"");
        connection.receive(get("b"));
        answers.remove().completeExceptionally(new HubException(ErrorCode.UNAVAILABLE, "the engine is gone"));
        connection.run();
        assertThat(connection.sent()).contains("503 Service Unavailable", "\"code\":\"unavailable\"");
    }

    @Test
    void anAnswerThereIsNoMemoryForEndsTheConnection() {
        connection.receive(get("a"));
        answer("no memory");
        connection.run();
        connection.pass(EmbeddedConnection.config().limits().closeTimeout());
        connection.pass(Duration.ofSeconds(1));
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.sessions()).isZero();
    }

    @Test
    void anAnswerAfterTheEndHarmsNobody() {
        connection.receive(get("a") + get("b"));
        connection.disconnect();
        answer("late");
        connection.run();
        assertThat(connection.sent()).isEmpty();
        assertThat(asked).containsExactly("a");
        assertThat(connection.sessions()).isZero();
    }
}
