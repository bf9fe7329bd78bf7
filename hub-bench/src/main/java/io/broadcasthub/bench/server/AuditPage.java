package io.broadcasthub.bench.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.broadcasthub.bench.wire.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a hub's audit of itself came to, of its {@code /debug/audit}: it looks again, several times, before it calls anything
 * a mismatch.
 *
 * @param count mismatches
 * @param mismatches each in words, the first ones
 * @param held by equation, what is counted, on all loops together
 */
public record AuditPage(long count, List<String> mismatches, Map<String, Long> held) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int OK = 200;

    /** @param admin the hub's admin listener */
    public static AuditPage of(URI admin, Duration patience) throws IOException {
        HttpConnection.Answer answer = HttpConnection.once(admin, "GET", "/debug/audit", patience);
        if (answer.status() != OK) {
            throw new IOException("/debug/audit was answered " + answer.status() + ": " + answer.body());
        }
        return parse(answer.body());
    }

    static AuditPage parse(String json) throws IOException {
        long count = -1;
        List<String> mismatches = new ArrayList<>();
        Map<String, Long> held = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "count" -> count = parser.getLongValue();
                    case "mismatches" -> PageRows.read(parser).forEach(row -> mismatches.add(words(row)));
                    case "equations" ->
                        PageRows.read(parser)
                                .forEach(row -> held.merge(
                                        row.getOrDefault("equation", ""),
                                        Long.valueOf(row.getOrDefault("leftCount", "0")),
                                        Long::sum));
                    default -> parser.skipChildren();
                }
            }
        }
        if (count < 0) {
            throw new IOException("not the page of an audit: " + json);
        }
        return new AuditPage(count, mismatches, held);
    }

    private static String words(Map<String, String> row) {
        return row.get("equation") + " at " + row.get("where") + ": " + row.get("what") + ", " + row.get("ageSeconds")
                + " s old, created by " + row.get("created");
    }
}
