package io.broadcasthub.session;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.limits.Extra;
import io.broadcasthub.limits.LoadGovernor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each HTTP request that was answered and each stream that ended, under a logger of its own. What clients
 * chose is cut and escaped, and of a request's target only the path is told: queries may have tokens in them.
 */
@AnyThread
public final class AccessLog {
    /** Name of the logger, for those who send its lines elsewhere. */
    public static final String LOGGER = "io.broadcasthub.access";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);
    private static final int MAX_METHOD = 16;
    private static final int MAX_PATH = 200;

    private final boolean on;
    private final LoadGovernor load;
    /** Where each stream's peer is: once it is closed its socket cannot be asked. Empty while the log is off. */
    private final Map<Session, String> streams = new ConcurrentHashMap<>();

    /** @param on whether it is wanted; still it is left out while the hub has not the means */
    public AccessLog(boolean on, LoadGovernor load) {
        this.on = on;
        this.load = load;
    }

    /**
     * A request was answered.
     *
     * @param path as it came, without the query
     * @param bytes of the answer's body
     */
    public void answered(Session session, String method, String path, int status, long bytes, Duration took) {
        if (isWritten()) {
            log.atInfo()
                    .addKeyValue("session", session.name())
                    .addKeyValue("remote", session.remote())
                    .addKeyValue("method", printable(method, MAX_METHOD))
                    .addKeyValue("path", printable(path, MAX_PATH))
                    .addKeyValue("status", status)
                    .addKeyValue("bytes", bytes)
                    .addKeyValue("micros", took.toNanos() / 1_000)
                    .log("request");
        }
    }

    /** A stream began; to be ended. */
    void began(Session session) {
        if (on) {
            streams.put(session, session.remote());
        }
    }

    /** A stream ended; {@code code} as in the metrics. */
    void ended(Session session, int code, Duration age) {
        String remote = on ? streams.remove(session) : null;
        if (isWritten()) {
            log.atInfo()
                    .addKeyValue("session", session.name())
                    .addKeyValue("remote", remote)
                    .addKeyValue("transport", session.transport())
                    .addKeyValue("code", code)
                    .addKeyValue("seconds", age.toSeconds())
                    .log("stream ended");
        }
    }

    private boolean isWritten() {
        return on && log.isInfoEnabled() && load.admits(Extra.ACCESS_LOG);
    }

    /** What a terminal or a reader of lines cannot be misled by. */
    static String printable(String text, int max) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), max));
        for (int i = 0; i < text.length() && out.length() < max; i++) {
            char c = text.charAt(i);
            if (c > ' ' && c < 127 && c != '"' && c != '\\') {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.length() > max || text.length() > max ? out.append("...").toString() : out.toString();
    }
}
