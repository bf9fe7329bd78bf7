package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.TestHub;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
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
    private static final int MOST_OWN = 890;
    /** The same with Netty's, with the epoll transport. */
    private static final int MOST = 1_550;

    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    private record Growth(String type, double objects, double bytes) {
        boolean isOwn() {
            return type.contains("io.broadcasthub.");
        }
    }

    @Test
    void aSilentConnectionIsSmall() throws JMException, IOException {
        try (TestHub hub = TestHub.start("net.event-loops", "1", "diagnostics.birth-stacks", "0")) {
            connect(hub, 0);
            Map<String, long[]> half = histogram();
            connect(hub, CONNECTIONS);
            List<Growth> growth = growth(half, histogram());

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

    /** After a full collection: count and bytes by class, of the hub's and Netty's. */
    private static Map<String, long[]> histogram() throws JMException {
        String rows = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        Map<String, long[]> types = new HashMap<>();
        for (String line : rows.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && isCounted(row.group(3))) {
                types.put(row.group(3), new long[] {Long.parseLong(row.group(1)), Long.parseLong(row.group(2))});
            }
        }
        return types;
    }

    private static boolean isCounted(String type) {
        return (type.contains("io.broadcasthub.") && !type.contains(".testkit.")) || type.contains("io.netty.");
    }

    /** What there is one of for every connection, largest first. */
    private static List<Growth> growth(Map<String, long[]> half, Map<String, long[]> all) {
        return all.entrySet().stream()
                .map(type -> {
                    long[] before = half.getOrDefault(type.getKey(), new long[2]);
                    return new Growth(
                            type.getKey(),
                            (double) (type.getValue()[0] - before[0]) / CONNECTIONS,
                            (double) (type.getValue()[1] - before[1]) / CONNECTIONS);
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
