package io.broadcasthub.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An HTTP answer as it came.
 *
 * @param headers names in lower case, every value in order
 * @param body empty while only the head was read
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, String body) {
    /** The value of a header that stands there once; empty if it does not. */
    public String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        if (values.size() > 1) {
            throw new AssertionError(name + " stands there twice: " + values);
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    public boolean has(String name) {
        return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The member of the body, which is a JSON object. */
    public String field(String name) {
        return Json.parse(body).path(name).asText();
    }

    /** The value of a metric without labels, or with those that are given with its name; the body is a scrape. */
    public double metric(String name) {
        return body.lines()
                .filter(line -> line.startsWith(name + ' '))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    HttpAnswer withBody(String text) {
        return new HttpAnswer(status, headers, text);
    }
}
