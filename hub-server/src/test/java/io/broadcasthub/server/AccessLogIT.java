package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.broadcasthub.session.AccessLog;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the access log says of requests and streams, and what it never says. */
class AccessLogIT {
    private final Logger logger = (Logger) LoggerFactory.getLogger(AccessLog.LOGGER);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> lineAppender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + ' ' + event.getKeyValuePairs());
        }
    };

    @BeforeEach
    void listen() {
        lineAppender.start();
        logger.addAppender(lineAppender);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lineAppender);
        logger.setLevel(null);
    }

    @Test
    void hasALineForEachRequestAndStream() {
        try (TestHub hub = TestHub.start("log.access", "true")) {
            hub.publish("t", "{\"secret\":1}");
            Connection connection = hub.connect();
            connection.request("GET /nowhere?access_token=secret HTTP/1.1\r\nHost: h\r\n\r\n");
            connection.request("GET /%1b[31m" + "x".repeat(400) + " HTTP/1.1\r\nHost: h\r\n\r\n");
            WsClient client = hub.welcomed("/ws?topic=t&access_token=secret");
            client.sendClose(1001);
            client.awaitClose();
            client.close();
            hub.welcomed("/ws").connection().close();
            await("both streams ended")
                    .until(() -> lines.stream()
                                    .filter(line -> line.startsWith("stream ended"))
                                    .count()
                            == 2);
            assertThat(lines).anyMatch(l -> l.contains("method=\"POST\", path=\"/topics/t\", status=\"200\""));
            assertThat(lines).anyMatch(l -> l.contains("path=\"/nowhere\", status=\"404\""));
            assertThat(lines).anyMatch(l -> l.contains("path=\"/%1b[31m") && l.contains("xxx...\""));
            assertThat(lines).anyMatch(l -> l.contains("transport=\"ws\", code=\"1001\""));
            assertThat(lines).anyMatch(l -> l.contains("transport=\"ws\", code=\"1006\""));
            assertThat(lines).allMatch(l -> l.contains("remote=\"/127.0.0.1:"));
            assertThat(lines).noneMatch(l -> l.contains("secret"));
            assertThat(lines).allMatch(l -> l.chars().allMatch(c -> c >= ' ' && c < 127));
            assertThat(hub.connectAdmin().request(TestHub.get("/metrics")).body())
                    .contains("hub_closes_total{code=\"1001\"} 1.0", "hub_closes_total{code=\"1006\"} 1.0");
        }
    }

    @Test
    void isOffUnlessAskedFor() {
        try (TestHub hub = TestHub.start()) {
            hub.publish("t", "1");
        }
        assertThat(lines).isEmpty();
    }
}
