package io.broadcasthub.client;

import org.jspecify.annotations.Nullable;

/**
 * What may be said about a message besides its payload. Immutable.
 *
 * @param key conflation key, 1–255 characters: where a topic conflates, the newest message of a key stands for the older
 *     ones
 * @param dedupe names the message, 1–64 characters: the hub delivers a second one of the same name only once. Left out,
 *     the client makes one up, so that its own retries are never duplicates; give one where the application itself may
 *     publish the same thing again
 */
public record PublishOptions(@Nullable String key, @Nullable String dedupe) {
    /** Neither. */
    public static final PublishOptions NONE = new PublishOptions(null, null);

    /** With a conflation key. */
    public static PublishOptions withKey(String key) {
        return new PublishOptions(key, null);
    }

    /** With a name of the application's own. */
    public static PublishOptions withDedupe(String dedupe) {
        return new PublishOptions(null, dedupe);
    }
}
