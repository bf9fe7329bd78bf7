package io.broadcasthub.transport.ws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code Sec-WebSocket-Extensions} (RFC 6455 section 9.1). A parameter without a value has an empty one.
 * Names are case-sensitive: every client writes them in lower case.
 */
record ExtensionOffer(String name, Map<String, String> parameters) {

    /** The well-formed offers, in order; one that is malformed, or repeats a parameter, is left out. */
    static List<ExtensionOffer> parse(String header) {
        List<ExtensionOffer> offers = new ArrayList<>();
        for (String element : split(header, ',')) {
            ExtensionOffer offer = parseOne(element);
            if (offer != null) {
                offers.add(offer);
            }
        }
        return offers;
    }

    private static @Nullable ExtensionOffer parseOne(String element) {
        List<String> parts = split(element, ';');
        String name = parts.get(0).strip();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            String key = (equals < 0 ? part : part.substring(0, equals)).strip();
            String value = equals < 0 ? "" : unquote(part.substring(equals + 1).strip());
            boolean wellFormed = isToken(key) && (equals < 0 || isToken(value));
            if (!wellFormed || parameters.put(key, value) != null) {
                return null;
            }
        }
        return isToken(name) ? new ExtensionOffer(name, parameters) : null;
    }

    /** Splits outside of quoted strings. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** A quoted value must be a token once unquoted; quotes that do not match stay and so make it none. */
    private static String unquote(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(ExtensionOffer::isTokenChar);
    }

    private static boolean isTokenChar(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
