package io.broadcasthub.protocol;

/**
 * What a subscription names: one topic, or a pattern over topics, where {@code *} is exactly one segment and {@code **}
 * (last segment only) is one or more. Reserved topics are matched only by a pattern that begins with {@code $} itself, so
 * {@code **} is every topic of the clients' and none of the hub's.
 *
 * @param value the name or pattern; plain ASCII, at most 255 bytes
 */
public record TopicFilter(String value) {
    /** @throws HubException {@code invalid_topic} if it is neither a topic name nor a pattern */
    public TopicFilter {
        TopicSyntax.check(value, true);
    }

    /** Exactly this topic. */
    public static TopicFilter of(TopicName topic) {
        return new TopicFilter(topic.value());
    }

    /** Whether it may match more than one topic. */
    public boolean isPattern() {
        return value.indexOf('*') >= 0;
    }

    /** The topic this filter names; only for filters that are not patterns. */
    public TopicName topic() {
        return new TopicName(value);
    }

    /** Whether messages of the topic come through this filter. */
    public boolean matches(TopicName topic) {
        return TopicSyntax.matches(value, topic.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
