package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.ClassHistogram;
import io.broadcasthub.testkit.TestHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the heap holds for a WebSocket that is subscribed to a topic of its own and silent, counted by the virtual machine:
 * the growth of each class from {@link #CONNECTIONS} connections to twice as many. The test's own side of the connections
 * is not of the classes that are counted. {@code docs/performance.md} has the list; it is written to
 * {@code target/idle-memory.txt}.
 */
class IdleMemoryIT {
    private static final int CONNECTIONS = 500;
    /** The hub's own objects, in bytes on JDK 17; less with compact headers. Raise it with a reason in performance.md. */
    private static final int MOST_OWN = 626;
    /** The same with Netty's, with the epoll transport. */
    private static final int MOST = 1_286;

    private record Growth(String type, double objects, double bytes) {
        boolean isOwn() {
            return type.contains("io.broadcasthub.");
        }
    }

    @Test
    void aSilentConnectionIsSmall() throws IOException {
        // No audit meanwhile: what comes while it looks is a suspect until it looks again, and counts as long.
        try (TestHub hub = TestHub.start(
                "net.event-loops", "1", "diagnostics.birth-stacks", "0", "diagnostics.audit-interval", "1h")) {
            connect(hub, 0);
            Map<String, ClassHistogram.Entry> half = ClassHistogram.take();
            connect(hub, CONNECTIONS);
            List<Growth> growth = growth(half, ClassHistogram.take());

            double own = growth.stream()
                    .filter(Growth::isOwn)
                    .mapToDouble(Growth::bytes)
                    .sum();
            double all = growth.stream().mapToDouble(Growth::bytes).sum();
            String list = list(growth);
            Files.writeString(Path.of("target", "idle-memory.txt"), list);
            assertThat(own).as(list).isBetween(1.0, (double) MOST_OWN);
            if (hub.server().wiring().platform.io().inherits()) {
                assertThat(all).as(list).isLessThan(MOST);
            }
        }
    }

    private static void connect(TestHub hub, int from) {
        for (int i = from; i < from + CONNECTIONS; i++) {
            hub.welcomed("/ws?topic=idle." + i);
        }
        hub.awaitCensus("all are subscribed", census -> census.subscriptions() == from + CONNECTIONS);
    }

    private static boolean isCounted(String type) {
        return (type.contains("io.broadcasthub.") && !type.contains(".testkit.")) || type.contains("io.netty.");
    }

    /** What there is one of for every connection, largest first. */
    private static List<Growth> growth(Map<String, ClassHistogram.Entry> half, Map<String, ClassHistogram.Entry> all) {
        return all.entrySet().stream()
                .filter(type -> isCounted(type.getKey()))
                .map(type -> {
                    ClassHistogram.Entry before = half.getOrDefault(type.getKey(), ClassHistogram.Entry.NONE);
                    return new Growth(
                            type.getKey(),
                            (double) (type.getValue().objects() - before.objects()) / CONNECTIONS,
                            (double) (type.getValue().bytes() - before.bytes()) / CONNECTIONS);
                })
                .filter(type -> type.objects() > 0.5)
                .sorted(Comparator.comparingDouble(Growth::bytes).reversed())
                .toList();
    }

    private static String list(List<Growth> growth) {
        return growth.stream()
                .map(type -> "%6.0f B %4.1f × %s".formatted(type.bytes(), type.objects(), type.type()))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
