package io.broadcasthub.transport.ws;

import java.util.EnumMap;
import java.util.Map;

/** How one client's frames are read; shared by all connections that agreed on the same. */
public record FrameRules(WebSocketLimits limits, Compression compression) {
    /** The rules for each agreement. */
    static Map<Compression, FrameRules> of(WebSocketLimits limits) {
        Map<Compression, FrameRules> rules = new EnumMap<>(Compression.class);
        for (Compression compression : Compression.values()) {
            rules.put(compression, new FrameRules(limits, compression));
        }
        return rules;
    }
}
