package io.broadcasthub.transport.ws;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which offers of permessage-deflate the hub can honour (RFC 7692 section 7.1): zlib's window of 32 KiB in both
 * directions, and a fresh context for each message, so that frames are shared and connections hold no window.
 */
final class DeflateNegotiation {
    private static final String EXTENSION = "permessage-deflate";
    private static final String SERVER_NO_CONTEXT = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT = "client_no_context_takeover";
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final String CLIENT_WINDOW = "client_max_window_bits";
    private static final String LARGEST_WINDOW = "15";

    private static final String ANSWER = EXTENSION + "; " + SERVER_NO_CONTEXT + "; " + CLIENT_NO_CONTEXT;
    private static final String ANSWER_WITH_WINDOW = ANSWER + "; " + SERVER_WINDOW + "=" + LARGEST_WINDOW;

    private DeflateNegotiation() {}

    /** The answer that accepts the offer, or null to decline it. */
    static @Nullable String answer(ExtensionOffer offer) {
        if (!offer.name().equals(EXTENSION)) {
            return null;
        }
        for (Map.Entry<String, String> parameter : offer.parameters().entrySet()) {
            if (!isHonoured(parameter.getKey(), parameter.getValue())) {
                return null;
            }
        }
        // Accepting an offer with this parameter means repeating it (section 7.1.2.1).
        return offer.parameters().containsKey(SERVER_WINDOW) ? ANSWER_WITH_WINDOW : ANSWER;
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
