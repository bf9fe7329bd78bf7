package io.broadcasthub.bench.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of a hub's diagnostics pages: arrays of flat objects. */
final class PageRows {
    private PageRows() {}

    /** Of the array that the parser has just come to. */
    static List<Map<String, String>> read(JsonParser parser) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            Map<String, String> row = new HashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                row.put(name, String.valueOf(parser.getText()));
            }
            rows.add(row);
        }
        return rows;
    }
}
