package io.broadcasthub.engine;

import io.broadcasthub.protocol.Position;

/**
 * @param at the message's place
 * @param repeated whether an earlier publish with the same {@code dedupe} put it there
 */
public record Published(Position at, boolean repeated) {}
