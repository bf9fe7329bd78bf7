package io.broadcasthub.simulation;

import org.jspecify.annotations.Nullable;

/** One message that somebody published, and what became of it. */
final class Pub {
    final int number;
    final String topic;
    final @Nullable String key;
    /** When it was sent, in the order of all that was sent. */
    final long sent;
    /** Its position, once anybody was told. */
    @Nullable
    String id;
    /** Whether the publisher was told. */
    boolean acknowledged;

    Pub(int number, String topic, @Nullable String key, long sent) {
        this.number = number;
        this.topic = topic;
        this.key = key;
        this.sent = sent;
    }

    String data(int padding) {
        return "{\"n\":" + number + ",\"pad\":\"" + "x".repeat(padding) + "\"}";
    }
}
