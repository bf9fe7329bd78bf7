package io.broadcasthub.transport.ws;

import java.util.Map;

/**
 * Which offers of permessage-deflate the hub can honour (RFC 7692 section 7.1): those that leave the server zlib's window
 * of 32 KiB. Smaller ones would need a frame of their own per receiver.
 */
final class DeflateNegotiation {
    private static final String EXTENSION = "permessage-deflate";
    private static final String SERVER_NO_CONTEXT = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT = "client_no_context_takeover";
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final String CLIENT_WINDOW = "client_max_window_bits";
    private static final String LARGEST_WINDOW = "15";

    private DeflateNegotiation() {}

    /** What accepting the offer amounts to; {@link Compression#NONE} declines it. */
    static Compression choose(ExtensionOffer offer) {
        Map<String, String> parameters = offer.parameters();
        if (!offer.name().equals(EXTENSION)
                || !parameters.entrySet().stream().allMatch(p -> isHonoured(p.getKey(), p.getValue()))) {
            return Compression.NONE;
        }
        if (parameters.containsKey(SERVER_WINDOW)) {
            return Compression.NO_CONTEXT_WITH_WINDOW;
        }
        return parameters.isEmpty() ? Compression.CLIENT_CONTEXT : Compression.NO_CONTEXT;
    }

    private static boolean isHonoured(String name, String value) {
        return switch (name) {
            case SERVER_NO_CONTEXT, CLIENT_NO_CONTEXT -> value.isEmpty();
            case SERVER_WINDOW -> value.equals(LARGEST_WINDOW);
            case CLIENT_WINDOW -> value.isEmpty() || value.matches("[89]|1[0-5]");
            default -> false;
        };
    }
}
