package io.broadcasthub.transport.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.limits.IdleGovernor;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.session.EngineTimer;
import io.broadcasthub.session.Publisher;
import io.broadcasthub.testkit.BrokenEngine;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.transport.EmbeddedConnection;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a batch may cost, and how one ends that nobody thought of. */
class BatchRouteTest {
    private static final int MAX_LINES = 1_000;
    /** More than are read in one turn of the loop. */
    private static final int BREAKS_AT = 700;

    private int published;

    private final EmbeddedConnection connection =
            new EmbeddedConnection(new BatchRoute(publisher(), new JsonFrameCodec(), MAX_LINES));

    private Publisher publisher() {
        HubMetrics metrics = new HubMetrics();
        LoadGovernor load = IdleGovernor.of(metrics);
        return new Publisher(
                new BrokenEngine() {
                    @Override
                    public CompletionStage<Published> publish(Publication publication) {
                        return ++published == BREAKS_AT
                                ? super.publish(publication)
                                : CompletableFuture.completedFuture(new Published(new Position("e", published), false));
                    }
                },
                1 << 16,
                metrics,
                load,
                new EngineTimer(metrics.timing(), load, System::nanoTime, new Random(1)));
    }

    @AfterEach
    void end() {
        connection.close();
    }

    private String post(String lines) {
        connection.receive(TestHub.post("/topics", "application/x-ndjson", lines, ""));
        connection.run();
        return connection.sent();
    }

    private static String lines(int count) {
        return "{\"topic\":\"t\",\"data\":1}\n".repeat(count);
    }

    @Test
    void takesAsManyLinesAsItMay() {
        assertThat(post("\n".repeat(MAX_LINES - 2) + lines(1) + "{}")).contains("200 OK");
        assertThat(published).isEqualTo(1);
    }

    @Test
    void publishesNothingOfABatchWithMore() {
        assertThat(post(lines(1) + "x\n".repeat(MAX_LINES))).contains("413 ", "too_large", "limits.max-batch-lines");
        assertThat(published).isZero();
    }

    @Test
    void answersWhenALaterTurnBreaks() {
        assertThat(post(lines(MAX_LINES))).contains("500 ", "internal");
    }
}
