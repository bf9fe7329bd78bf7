package io.broadcasthub.bench.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The head of the server's answer, as text in lower case. */
public record ResponseHead(String text, int end) {
    private static final int MAX = 16 << 10;
    private static final Pattern RETRY = Pattern.compile("\r\nretry-after: *(\\d{1,6})");

    /** @return null while it is not complete */
    public static @Nullable ResponseHead find(byte[] b, int from, int to) {
        for (int i = from; i + 3 < to; i++) {
            if (b[i] == '\r' && b[i + 1] == '\n' && b[i + 2] == '\r' && b[i + 3] == '\n') {
                String text = new String(b, from, i - from, StandardCharsets.ISO_8859_1);
                return new ResponseHead(text.toLowerCase(Locale.ROOT), i + 4);
            }
        }
        if (to - from > MAX) {
            throw new ProtocolViolation("a response head that does not end");
        }
        return null;
    }

    /** @throws ProtocolViolation if the server answered with another status; {@link TurnedAway} if it says when to come back */
    public void require(int status) {
        if (!text.startsWith("http/1.1 " + status)) {
            int line = text.indexOf('\r');
            String answer = "the server answered: " + (line < 0 ? text : text.substring(0, line));
            Matcher retry = RETRY.matcher(text);
            if (retry.find()) {
                throw new TurnedAway(answer, Duration.ofSeconds(Long.parseLong(retry.group(1))));
            }
            throw new ProtocolViolation(answer);
        }
    }

    public boolean contains(String header) {
        return text.contains(header);
    }
}
