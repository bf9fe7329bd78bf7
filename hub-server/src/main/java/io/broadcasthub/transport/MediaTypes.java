package io.broadcasthub.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code Content-Type} and {@code Accept} (RFC 9110), as far as the hub needs it. */
public final class MediaTypes {
    public static final String JSON = "application/json";
    public static final String NDJSON = "application/x-ndjson";
    public static final String TEXT = "text/plain";
    public static final String EVENT_STREAM = "text/event-stream";

    private MediaTypes() {}

    static String contentType(HttpHeaders headers) {
        String value = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
        if (!isUtf8(value)) {
            return "";
        }
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
    }

    private static boolean isUtf8(String value) {
        String lower = value.toLowerCase(Locale.ROOT).replace("\"", "");
        int charset = lower.indexOf("charset=");
        return charset < 0
                || lower.startsWith("utf-8", charset + 8)
                || lower.startsWith("utf8", charset + 8)
                || lower.startsWith("us-ascii", charset + 8);
    }

    /**
     * Which of the types the client takes: the offered one it prefers, the first on a tie or without an {@code Accept};
     * null if it takes none.
     */
    public static @Nullable String negotiate(HttpHeaders headers, List<String> offered) {
        String accept = String.join(",", headers.getAll(HttpHeaderNames.ACCEPT)).toLowerCase(Locale.ROOT);
        if (accept.isBlank()) {
            return offered.get(0);
        }
        String best = null;
        double bestQuality = 0;
        for (String type : offered) {
            double quality = quality(accept, type);
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        return best;
    }

    private static double quality(String accept, String type) {
        double quality = 0;
        int precision = -1;
        for (String range : accept.split(",", -1)) {
            String[] parts = range.split(";", -1);
            int matched = precision(parts[0].trim(), type);
            if (matched > precision) {
                precision = matched;
                quality = parameterQ(parts);
            }
        }
        return quality;
    }

    private static int precision(String range, String type) {
        if (range.equals(type)) {
            return 2;
        }
        if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
            return 1;
        }
        return range.equals("*/*") ? 0 : -1;
    }

    private static double parameterQ(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
