package io.broadcasthub.bench.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.broadcasthub.bench.wire.HttpConnection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How loaded a hub says it is, of its {@code /debug/load}.
 *
 * @param level its place in {@link #LEVELS}
 * @param because the resources that keep the level up; empty at {@code normal}
 * @param accepting whether it accepts connections
 * @param publishPercent the part of new publishes that it takes
 * @param connectPercent the same of new connections
 * @param refused what was refused since its start, by kind of work and reason
 * @param shed what was left out
 */
public record LoadPage(
        int level,
        String because,
        boolean accepting,
        long publishPercent,
        long connectPercent,
        Map<String, Long> refused,
        Map<String, Long> shed) {
    public static final List<String> LEVELS = List.of("normal", "shed", "refuse");
    public static final int NORMAL = 0;
    public static final int SHED = 1;
    public static final int REFUSE = 2;

    private static final JsonFactory JSON = new JsonFactory();
    private static final int OK = 200;

    public LoadPage {
        refused = Map.copyOf(refused);
        shed = Map.copyOf(shed);
    }

    /** @param admin a connection to the hub's admin listener */
    public static LoadPage of(HttpConnection admin) throws IOException {
        HttpConnection.Answer answer = admin.send("GET", "/debug/load", "", new byte[0]);
        if (answer.status() != OK) {
            throw new IOException("/debug/load was answered " + answer.status() + ": " + answer.body());
        }
        return parse(answer.body());
    }

    static LoadPage parse(String json) throws IOException {
        Map<String, String> facts = new TreeMap<>();
        Map<String, Long> refused = new TreeMap<>();
        Map<String, Long> shed = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "refused" -> count(parser, refused);
                    case "shed" -> count(parser, shed);
                    default -> {
                        if (value.isScalarValue()) {
                            facts.put(name, parser.getText());
                        }
                        parser.skipChildren();
                    }
                }
            }
        }
        int level = LEVELS.indexOf(facts.getOrDefault("level", ""));
        if (level < 0) {
            throw new IOException("not the page of a load: " + json);
        }
        return new LoadPage(
                level,
                facts.getOrDefault("because", ""),
                Boolean.parseBoolean(facts.get("accepting")),
                Long.parseLong(facts.getOrDefault("publishPercent", "0")),
                Long.parseLong(facts.getOrDefault("connectPercent", "0")),
                refused,
                shed);
    }

    private static void count(JsonParser parser, Map<String, Long> counts) throws IOException {
        for (Map<String, String> row : PageRows.read(parser)) {
            String reason = row.getOrDefault("reason", "");
            String what =
                    row.getOrDefault("what", "") + (reason.isEmpty() || reason.equals("null") ? "" : ", " + reason);
            counts.merge(what, Long.valueOf(row.getOrDefault("count", "0")), Long::sum);
        }
    }

    public String levelName() {
        return LEVELS.get(level);
    }

    /** All that was refused. */
    public long refusals() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }
}
