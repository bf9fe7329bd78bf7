package io.broadcasthub.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** @param value scheme, host and port as browsers send it, lower case, default port left out; or {@code *} for any */
public record Origin(String value) {
    private static final Pattern SYNTAX =
            Pattern.compile("([a-z][a-z0-9+.-]*)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?(/.*)?");
    private static final String ALLOWED = "write scheme://host[:port], like https://app.example, or * for any";

    /** @throws IllegalArgumentException with what to write instead */
    public static Origin parse(String text) {
        if (text.equals("*")) {
            return new Origin(text);
        }
        Matcher m = SYNTAX.matcher(text.toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            throw new IllegalArgumentException(Shown.quote(text) + " is not an origin; " + ALLOWED);
        }
        String port = m.group(3);
        if (port != null && Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException(Shown.quote(text) + " has a port above 65535; " + ALLOWED);
        }
        String origin = m.group(1) + "://" + m.group(2) + (isDefault(m.group(1), port) ? "" : ":" + port);
        if (m.group(4) != null) {
            throw new IllegalArgumentException(
                    Shown.quote(text) + " has a path, which no browser sends as origin; write " + origin);
        }
        return new Origin(origin);
    }

    private static boolean isDefault(String scheme, @Nullable String port) {
        return port == null
                || (scheme.equals("https") && Integer.parseInt(port) == 443)
                || (scheme.equals("http") && Integer.parseInt(port) == 80);
    }

    public boolean isAny() {
        return value.equals("*");
    }

    @Override
    public String toString() {
        return value;
    }
}
