package io.broadcasthub.transport.ws;

import io.broadcasthub.wire.MessageFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the handshake led to: how the client's frames are read, and how messages are written to it. Shared by all
 * connections that agreed on the same.
 */
record Agreement(FrameRules rules, MessageFormat format) {
    /** One for each outcome. */
    static Map<Compression, Agreement> all(WebSocketLimits limits, DeflateFormat deflate) {
        return Arrays.stream(Compression.values())
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        compression -> new Agreement(
                                new FrameRules(limits, compression),
                                compression.isAgreed() ? deflate : TextFormat.INSTANCE)));
    }
}
