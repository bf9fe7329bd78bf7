package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.HubConfig;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.LateEngine;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Sessions on an engine that answers later, on other threads, and fails now and then: every request has one answer,
 * nothing is delivered twice, out of order or after an unsubscribe, and nothing stays behind.
 */
class LateEngineIT {
    private static final HubConfig CONFIG = TestHub.config();
    private static final int CLIENTS = 6;
    private static final int CONNECTIONS = 25;
    private static final List<String> TOPICS = List.of("race.a", "race.b", "race.c", "race.*");

    @Test
    void racesOfSubscribePublishUnsubscribeAndClose() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        Platform platform = Platform.of(CONFIG.net());
        try (TestHub hub = TestHub.of(HubServer.start(
                CONFIG, platform, () -> new LateEngine(Engines.create(CONFIG, platform.environment()), 20)))) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(i);
                clients.add(threads.submit(() -> {
                    for (int c = 0; c < CONNECTIONS; c++) {
                        converse(hub, random);
                        if (c % 5 == 0) {
                            streamAndPublish(hub, random);
                        }
                    }
                }));
            }
            for (Future<?> client : clients) {
                client.get(120, TimeUnit.SECONDS);
            }
            hub.awaitEmpty();
            hub.awaitCensus("no interest is left", c -> c.interests() == 0);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void converse(TestHub hub, Random random) {
        boolean fromQuery = random.nextInt(3) == 0;
        WsClient client = hub.welcomed(fromQuery ? "/ws?topic=race.a&topic=race.*" : "/ws");
        Transcript transcript = new Transcript();
        if (fromQuery) {
            transcript.subscribed("race.a");
            transcript.subscribed("race.*");
        }
        for (int round = random.nextInt(8); round >= 0; round--) {
            for (int i = random.nextInt(6); i >= 0; i--) {
                client.send(transcript.request(random));
            }
            if (round > 0 || random.nextBoolean()) {
                while (transcript.isWaiting()) {
                    transcript.read(client.next());
                }
            }
        }
        if (random.nextBoolean()) {
            client.sendClose(1000);
            client.connection().untilClosed();
        }
        client.close();
    }

    private static void streamAndPublish(TestHub hub, Random random) {
        try (EventStream stream = hub.events("/events?topic=race.b&topic=race.c&last=3");
                Connection publisher = hub.connect()) {
            stream.next();
            HttpAnswer answer = publisher.request(TestHub.post("/topics/race.b", "application/json", "1", ""));
            assertThat(answer.status()).isIn(200, 503);
            if (random.nextBoolean()) {
                stream.next();
            }
        }
    }

    static String topic(Random random) {
        return TOPICS.get(random.nextInt(TOPICS.size()));
    }
}
