package io.broadcasthub.config;

import java.util.regex.Pattern;

/** How a value from outside is quoted in messages: on one line, short, and without the credentials of an address. */
final class Shown {
    private static final int MAX = 80;
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]*@");

    private Shown() {}

    static String quote(String value) {
        String safe = CREDENTIALS.matcher(value).replaceAll("://***@");
        StringBuilder b = new StringBuilder("\"");
        safe.codePoints().limit(MAX).forEach(c -> {
            if (Character.isISOControl(c)) {
                b.append('?');
            } else {
                b.appendCodePoint(c);
            }
        });
        return b.append(safe.codePointCount(0, safe.length()) > MAX ? "…\"" : "\"")
                .toString();
    }
}
