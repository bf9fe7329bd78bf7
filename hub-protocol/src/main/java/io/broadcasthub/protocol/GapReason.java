package io.broadcasthub.protocol;

import java.util.Locale;

/** Why messages were missed and cannot be replayed. The wire name is the lower-case constant. */
public enum GapReason {
    /** The subscriber read so slowly that the topic's retained window moved past it. */
    SLOW,
    /** What came after the given position is no longer retained. */
    EXPIRED,
    /** The topic's log is a new incarnation (another epoch). */
    RESTARTED,
    /** The engine cannot tell or deliver what was missed. */
    UNAVAILABLE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire: the constant, lower case. */
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name; one from a newer hub maps to {@link #UNAVAILABLE}. */
    public static GapReason ofWireName(String name) {
        for (GapReason reason : values()) {
            if (reason.wireName.equals(name)) {
                return reason;
            }
        }
        return UNAVAILABLE;
    }
}
