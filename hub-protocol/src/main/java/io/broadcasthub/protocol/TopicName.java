package io.broadcasthub.protocol;

/**
 * The name of one topic: 1–16 segments joined by {@code .}; a segment is 1–64 of {@code A-Z a-z 0-9 _ - : @ ~}; at most
 * 255 bytes in all. A name that begins with {@code $} belongs to the hub: it can be subscribed to, never published to by
 * clients.
 */
public final class TopicName extends TopicFilter {
    /** @throws HubException {@code invalid_topic} if the name breaks a rule */
    public TopicName(String value) {
        this(value, false);
    }

    /** @param wildcards whether a refusal says that there might have been some */
    TopicName(String value, boolean wildcards) {
        super(value, wildcards);
    }

    /** Whether the name belongs to the hub. */
    public boolean isReserved() {
        return value().charAt(0) == '$';
    }
}
