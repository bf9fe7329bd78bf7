package io.broadcasthub.protocol;

/**
 * The name of one topic: 1–16 segments joined by {@code .}; a segment is 1–64 of {@code A-Z a-z 0-9 _ - : @ ~}; at most
 * 255 bytes in all. A name that begins with {@code $} belongs to the hub: it can be subscribed to, never published to by
 * clients.
 *
 * @param value the name; plain ASCII, so one char is one byte
 */
public record TopicName(String value) {
    /** @throws HubException {@code invalid_topic} if the name breaks a rule */
    public TopicName {
        TopicSyntax.check(value, false);
    }

    /** Whether the name belongs to the hub. */
    public boolean isReserved() {
        return value.charAt(0) == '$';
    }

    @Override
    public String toString() {
        return value;
    }
}
