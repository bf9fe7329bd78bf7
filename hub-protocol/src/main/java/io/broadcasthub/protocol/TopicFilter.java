package io.broadcasthub.protocol;

/**
 * What a subscription names: one topic, or a pattern over topics, where {@code *} is exactly one segment and {@code **}
 * (last segment only) is one or more. Reserved topics are matched only by a pattern that begins with {@code $} itself, so
 * {@code **} is every topic of the clients' and none of the hub's.
 *
 * <p>A {@link TopicName} is the filter that only its topic passes; filters of the same text are equal, whichever they are.
 */
public sealed class TopicFilter permits TopicName {
    private final String value;

    /**
     * As {@link #of}, but never a {@link TopicName}.
     *
     * @throws HubException {@code invalid_topic} if it is neither a topic name nor a pattern
     */
    public TopicFilter(String value) {
        this(value, true);
    }

    TopicFilter(String value, boolean wildcards) {
        TopicSyntax.check(value, wildcards);
        this.value = value;
    }

    /**
     * The filter of this text; a {@link TopicName} if it is one.
     *
     * @throws HubException {@code invalid_topic} if it is neither a topic name nor a pattern
     */
    public static TopicFilter of(String value) {
        return isPattern(value) ? new TopicFilter(value) : new TopicName(value, true);
    }

    /** The name or pattern; plain ASCII, at most 255 bytes, so one char is one byte. */
    public final String value() {
        return value;
    }

    /** Whether it may match more than one topic. */
    public final boolean isPattern() {
        return isPattern(value);
    }

    private static boolean isPattern(String value) {
        return value.indexOf('*') >= 0;
    }

    /** The topic this filter names; only for filters that are not patterns. */
    public final TopicName topic() {
        return this instanceof TopicName name ? name : new TopicName(value);
    }

    /** Whether messages of the topic come through this filter. */
    public final boolean matches(TopicName topic) {
        return TopicSyntax.matches(value, topic.value());
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof TopicFilter filter && value.equals(filter.value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    @Override
    public final String toString() {
        return value;
    }
}
