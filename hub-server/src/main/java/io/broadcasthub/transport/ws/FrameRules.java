package io.broadcasthub.transport.ws;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How one client's frames are read; shared by all connections that agreed on the same. */
public record FrameRules(WebSocketLimits limits, Compression compression) {
    /** The rules for each agreement. */
    static Map<Compression, FrameRules> of(WebSocketLimits limits) {
        return Arrays.stream(Compression.values())
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), compression -> new FrameRules(limits, compression)));
    }
}
