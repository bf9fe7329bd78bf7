package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.session.SessionLoop;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** No connection has a timer, whatever it is waited for: Netty's own queues of scheduled tasks hold what they held
 * before anybody came. */
class ScheduledTasksIT {
    private static final int OF_EACH_KIND = 20;

    @Test
    void areAsManyAsLoops() {
        try (TestHub hub = TestHub.start(
                "net.event-loops", "2",
                "limits.close-timeout", "1m",
                "limits.max-age", "1d",
                "drain.deadline", "2m")) {
            List<Integer> before = scheduled(hub);
            assertThat(before).as("the sweep, and what else a loop has").allMatch(tasks -> tasks > 0);
            for (int i = 0; i < OF_EACH_KIND; i++) {
                hub.connect().send("GET / HT");
                hub.connect().send("POST /topics/a HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n1");
                hub.connect().request(TestHub.get("/nowhere"));
                hub.welcomed("/ws?topic=a").send(WsFrame.TEXT, new byte[] {'{'});
                hub.events("/events?topic=a.*");
                hub.events("/events?topic=a", "Accept: application/x-ndjson");
                WsClient closing = hub.welcomed("/ws?topic=a");
                closing.send(WsFrame.FIN | WsFrame.BINARY, new byte[0]);
                closing.awaitClose();
            }
            hub.awaitCensus("all are there", c -> c.publicConnections() == 7 * OF_EACH_KIND);
            assertThat(scheduled(hub)).isEqualTo(before);
            assertThat(hub.census().sweeps())
                    .as("one a loop, that of the admin listener too")
                    .isEqualTo(3);
        }
    }

    private static List<Integer> scheduled(TestHub hub) {
        return hub.server().wiring().loops.collect(ScheduledTasksIT::tasks).join();
    }

    private static int tasks(SessionLoop loop) {
        try {
            Field queue = AbstractScheduledEventExecutor.class.getDeclaredField("scheduledTaskQueue");
            queue.setAccessible(true);
            return ((Queue<?>) queue.get(loop.eventLoop())).size();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
