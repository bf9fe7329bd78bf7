package io.broadcasthub.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads heads of HTTP answers. */
final class HttpText {
    private HttpText() {}

    /** Takes the head out of the queue; null if it is not whole yet. */
    static @Nullable String head(ByteQueue bytes) {
        for (int i = 3; i < bytes.size(); i++) {
            if (bytes.at(i) == '\n' && bytes.at(i - 1) == '\r' && bytes.at(i - 2) == '\n') {
                return new String(bytes.take(i + 1), StandardCharsets.US_ASCII);
            }
        }
        return null;
    }

    /** Takes a line out of the queue, without its end; null if it is not whole yet. */
    static @Nullable String line(ByteQueue bytes) {
        for (int i = 1; i < bytes.size(); i++) {
            if (bytes.at(i) == '\n') {
                String line = new String(bytes.take(i + 1), StandardCharsets.UTF_8);
                return line.substring(0, line.length() - 2);
            }
        }
        return null;
    }

    static int status(String head) {
        return Integer.parseInt(head.substring(9, 12));
    }

    static int length(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        return at < 0
                ? 0
                : Integer.parseInt(
                        lower.substring(at + 15, lower.indexOf('\r', at)).trim());
    }
}
