package io.broadcasthub.transport.ws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of a close frame: a code and a reason, or nothing (RFC 6455 sections 5.5.1 and 7.4). */
final class ClosePayload {
    /** Stands for a close frame without a code; never sent. */
    static final int NO_CODE = 1005;

    static final int MAX_REASON = FrameHeader.MAX_CONTROL - 2;

    private ClosePayload() {}

    static @Nullable Violation check(byte[] payload, int length) {
        if (length == 1) {
            return Violation.CLOSE_TOO_SHORT;
        }
        if (length > 1 && !mayBeSent(code(payload, length))) {
            return Violation.CLOSE_CODE;
        }
        return length > 2 && !Utf8.isValid(payload, 2, length - 2) ? Violation.NOT_UTF8 : null;
    }

    static int code(byte[] payload, int length) {
        return length < 2 ? NO_CODE : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    }

    static String reason(byte[] payload, int length) {
        return length < 3 ? "" : new String(payload, 2, length - 2, StandardCharsets.UTF_8);
    }

    /** Codes of the RFC and its registry that may stand in a frame, and the ranges for libraries and applications. */
    static boolean mayBeSent(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    /** The reason in UTF-8, cut between characters so that it fits a control frame. */
    static byte[] cut(String reason) {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_REASON) {
            return bytes;
        }
        int end = MAX_REASON;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }
}
