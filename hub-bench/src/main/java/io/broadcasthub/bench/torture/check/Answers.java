package io.broadcasthub.bench.torture.check;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every HTTP answer of the public address: of those that blame the server only documented ones may come. Any thread. */
public final class Answers {
    private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w+)\"");
    private static final Set<String> TRY_LATER = Set.of("overloaded", "unavailable");
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final Violations violations;
    private final Map<Integer, Long> byStatus = new TreeMap<>();

    public Answers(Violations violations) {
        this.violations = violations;
    }

    /** @param to what was asked for */
    public void saw(int status, String body, String to) {
        synchronized (this) {
            byStatus.merge(status, 1L, Long::sum);
        }
        if (status >= SERVER_ERROR && !(status == UNAVAILABLE && TRY_LATER.contains(code(body)))) {
            violations.add("undocumented server error", to + " was answered " + status + ": " + body);
        }
    }

    /** The error code of a problem document; empty if there is none. */
    public static String code(String body) {
        Matcher found = CODE.matcher(body);
        return found.find() ? found.group(1) : "";
    }

    public synchronized Map<Integer, Long> byStatus() {
        return new TreeMap<>(byStatus);
    }
}
