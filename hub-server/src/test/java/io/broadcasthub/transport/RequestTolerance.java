package io.broadcasthub.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.testkit.BrokenEngine;
import io.broadcasthub.transport.stream.EventsRoute;
import io.broadcasthub.transport.ws.WebSocketLimits;
import io.broadcasthub.transport.ws.WebSocketRoute;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for any bytes that a client sends before it speaks anything but HTTP: whole answers and nothing else, none of
 * them that the hub failed, the same wherever the network cuts, and a connection that is over when its time is.
 */
final class RequestTolerance {
    private static final Duration LONG = Duration.ofMinutes(10);

    /** Has all the time it wants. */
    private static final Pattern STREAM = Pattern.compile("HTTP/1\\.1 101 |text/event-stream|application/x-ndjson");

    private RequestTolerance() {}

    /** Opens no topic. */
    private static final class SilentEngine extends BrokenEngine {
        @Override
        public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
            return new CompletableFuture<>();
        }
    }

    /** Says what it was asked for, with the body. */
    private record Echo(HttpMethod method) implements Route {
        @Override
        public PathTemplate path() {
            return PathTemplate.of("/echo/{name}");
        }

        @Override
        public void handle(Exchange exchange) {
            byte[] body = exchange.body();
            exchange.intParameter("n", 0, 1);
            Answers.when(
                    CompletableFuture.completedFuture(body),
                    exchange,
                    "",
                    bytes -> exchange.respond(HttpResponseStatus.OK, "text/plain", bytes));
        }
    }

    /** @param input what the client sends; the first byte says where it is cut */
    static void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        String whole = answers(bytes, null);
        assertThat(answers(bytes, new Random(input[0]))).isEqualTo(whole);
        assertThat(whole).doesNotContain("\"code\":\"internal\"");
        if (!whole.isEmpty()) {
            assertThat(whole).matches("(?s)HTTP/1\\.1 [1-5]\\d\\d .*");
        }
    }

    /** Everything that is sent. */
    private static String answers(byte[] bytes, @Nullable Random cuts) {
        try (EmbeddedConnection connection = new EmbeddedConnection(
                new SilentEngine(),
                new WebSocketRoute(new WebSocketLimits(1000, 8), true, 1 << 20, 10, new HubMetrics()),
                new EventsRoute(10),
                new Echo(HttpMethod.GET),
                new Echo(HttpMethod.POST))) {
            int at = 0;
            while (at < bytes.length && connection.isOpen()) {
                int next = cuts == null ? bytes.length : Math.min(bytes.length, at + 1 + cuts.nextInt(20));
                connection.receive(Arrays.copyOfRange(bytes, at, next));
                connection.run();
                at = next;
            }
            String sent = connection.sent();
            if (STREAM.matcher(sent).find()) {
                connection.disconnect();
            }
            connection.pass(LONG);
            connection.pass(LONG);
            assertThat(connection.isOpen()).as("its time is over").isFalse();
            assertThat(connection.sessions()).isZero();
            assertThat(connection.admission().open()).isZero();
            return sent;
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
