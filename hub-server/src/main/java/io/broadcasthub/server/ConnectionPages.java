package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.Table;
import io.broadcasthub.session.ConnectionState;
import io.broadcasthub.session.SessionLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code /debug/connections} says: every connection, or how many there are of each kind. */
@AnyThread
final class ConnectionPages {
    /** More groups than this are not told apart on one loop; topics are the clients' to name. */
    private static final int MAX_GROUPS = 10_000;

    private static final Map<String, Function<ConnectionState, List<String>>> CRITERIA = new LinkedHashMap<>();

    static {
        CRITERIA.put("state", c -> List.of(c.state().name()));
        CRITERIA.put("topic", c -> c.topics().isEmpty() ? List.of("-") : c.topics());
        CRITERIA.put("age", c -> List.of(age(c.age())));
        CRITERIA.put("loop", c -> List.of(c.loop()));
        CRITERIA.put("transport", c -> List.of(c.transport()));
    }

    private record Part(int total, List<ConnectionState> connections) {}

    private final Loops loops;

    ConnectionPages(Loops loops) {
        this.loops = loops;
    }

    /** By what connections can be grouped. */
    static List<String> criteria() {
        return List.copyOf(CRITERIA.keySet());
    }

    private static String age(Duration age) {
        if (age.toSeconds() < 10) {
            return "under 10s";
        } else if (age.toMinutes() < 1) {
            return "10s to 1m";
        } else if (age.toMinutes() < 10) {
            return "1m to 10m";
        } else if (age.toHours() < 1) {
            return "10m to 1h";
        }
        return age.toDays() < 1 ? "1h to 1d" : "over 1d";
    }

    /** @param limit most connections to show */
    CompletableFuture<Page> each(int limit) {
        return loops.collect(loop -> part(loop, limit)).thenApply(parts -> {
            Table table = new Table(
                    "connections",
                    "session",
                    "transport",
                    "state",
                    "ageSeconds",
                    "loop",
                    "subscriptions",
                    "topics",
                    "pendingBytes",
                    "lag",
                    "heardSecondsAgo",
                    "wroteSecondsAgo",
                    "reading",
                    "remote");
            parts.stream()
                    .flatMap(p -> p.connections().stream())
                    .sorted(Comparator.comparing(ConnectionState::age).reversed())
                    .limit(limit)
                    .forEach(c -> addRow(table, c));
            return page(parts.stream().mapToInt(Part::total).sum(), table);
        });
    }

    private static Part part(SessionLoop loop, int limit) {
        return new Part(
                loop.size(),
                loop.oldest(limit).stream().map(ConnectionState::of).toList());
    }

    private static void addRow(Table table, ConnectionState c) {
        table.add(
                c.session(),
                c.transport(),
                c.state().name(),
                c.age().toSeconds(),
                c.loop(),
                c.subscriptions(),
                String.join(", ", c.topics()),
                c.pendingBytes(),
                c.lag(),
                c.heard().toSeconds(),
                c.wrote().toSeconds(),
                c.reading(),
                c.remote());
    }

    /**
     * @param by some of {@link #criteria()}
     * @param limit most groups to show; the largest are
     */
    CompletableFuture<Page> grouped(List<String> by, int limit) {
        return loops.collect(loop -> count(loop, by)).thenApply(parts -> {
            Map<List<String>, Integer> sums = new HashMap<>();
            parts.forEach(part -> part.forEach((group, n) -> sums.merge(group, n, Integer::sum)));
            List<String> columns = new ArrayList<>(by);
            columns.add("count");
            Table table = new Table("groups", columns);
            sums.entrySet().stream()
                    .sorted(Map.Entry.<List<String>, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(e -> e.getKey().toString()))
                    .limit(limit)
                    .forEach(e -> addGroup(table, e.getKey(), e.getValue()));
            return page(sums.size(), table);
        });
    }

    private static void addGroup(Table table, List<String> group, int count) {
        @Nullable Object[] cells = new @Nullable Object[group.size() + 1];
        for (int i = 0; i < group.size(); i++) {
            cells[i] = group.get(i);
        }
        cells[group.size()] = count;
        table.add(cells);
    }

    private static Map<List<String>, Integer> count(SessionLoop loop, List<String> by) {
        Map<List<String>, Integer> groups = new HashMap<>();
        loop.forEach(session -> {
            for (List<String> group : groups(ConnectionState.of(session), by)) {
                if (groups.size() < MAX_GROUPS || groups.containsKey(group)) {
                    groups.merge(group, 1, Integer::sum);
                }
            }
        });
        return groups;
    }

    /** One that is subscribed to several topics belongs to a group of each. */
    private static List<List<String>> groups(ConnectionState connection, List<String> by) {
        List<List<String>> groups = List.of(List.of());
        for (String criterion : by) {
            List<List<String>> longer = new ArrayList<>();
            for (String value : CRITERIA.getOrDefault(criterion, c -> List.of()).apply(connection)) {
                for (List<String> group : groups) {
                    List<String> next = new ArrayList<>(group);
                    next.add(value);
                    longer.add(next);
                }
            }
            groups = longer;
        }
        return groups;
    }

    private static Page page(int total, Table table) {
        return new Page("connections")
                .fact("total", total)
                .fact("shown", table.rows().size())
                .with(table);
    }
}
