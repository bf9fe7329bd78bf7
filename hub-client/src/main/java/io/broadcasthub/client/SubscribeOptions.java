package io.broadcasthub.client;

import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.StartAt;

/**
 * How a subscription starts and how much it buffers.
 *
 * <p>Back-pressure: up to {@code buffer} messages (and 8 MiB of payload) wait in the client for a subscriber that is
 * slower than its topic. When they are full, and this is the client's only subscription, the client stops reading the
 * socket for up to a second, so the rest waits at the hub. When that is not enough, or other subscriptions would suffer,
 * it unsubscribes at the hub and subscribes again after the last buffered message once most of the buffer was taken. So
 * memory is bounded and nothing is lost that the hub retains; what it no longer retains by then is reported as a gap.
 *
 * @param start where to start
 * @param buffer how many messages may wait in the client, at least 1
 */
public record SubscribeOptions(StartAt start, int buffer) {
    /** The default of {@link #buffer()}. */
    public static final int DEFAULT_BUFFER = 1024;

    /** @throws IllegalArgumentException if the buffer is smaller than 1 */
    public SubscribeOptions {
        if (buffer < 1) {
            throw new IllegalArgumentException("buffer must be at least 1");
        }
    }

    /** From the next message published on. */
    public static SubscribeOptions live() {
        return new SubscribeOptions(StartAt.LIVE, DEFAULT_BUFFER);
    }

    /** First the {@code count} most recent retained messages, then the live ones. */
    public static SubscribeOptions last(int count) {
        return new SubscribeOptions(new StartAt.Last(count), DEFAULT_BUFFER);
    }

    /** Everything later than a message received before; what is no longer retained is reported as a gap. */
    public static SubscribeOptions after(Position position) {
        return new SubscribeOptions(new StartAt.After(position), DEFAULT_BUFFER);
    }

    /** The same with another buffer. */
    public SubscribeOptions withBuffer(int messages) {
        return new SubscribeOptions(start, messages);
    }
}
