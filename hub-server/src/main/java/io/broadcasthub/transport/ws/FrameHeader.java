package io.broadcasthub.transport.ws;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A frame's header (RFC 6455 section 5.2) as clients send it: flags, opcode, length, mask. Only arithmetic. */
final class FrameHeader {
    static final int FIN = 0x80;
    static final int RSV1 = 0x40;
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int MAX_CONTROL = 125;
    static final int MAX_SIZE = 14;

    private static final int MASKED = 0x80;
    private static final int MASK_SIZE = 4;

    private FrameHeader() {}

    /** Refuses what the first two bytes show to be wrong. */
    static @Nullable Violation check(int first, int second, boolean deflate, boolean insideMessage) {
        int opcode = opcode(first);
        if ((first & 0x30) != 0 || ((first & RSV1) != 0 && !deflate)) {
            return Violation.RESERVED_BIT;
        }
        if ((opcode > BINARY && opcode < CLOSE) || opcode > PONG) {
            return Violation.RESERVED_OPCODE;
        }
        if ((first & RSV1) != 0 && opcode != TEXT && opcode != BINARY) {
            return Violation.COMPRESSED_CONTROL;
        }
        if ((second & MASKED) == 0) {
            return Violation.NOT_MASKED;
        }
        if (isControl(first)) {
            return (first & FIN) == 0
                    ? Violation.FRAGMENTED_CONTROL
                    : shortLength(second) > MAX_CONTROL ? Violation.LONG_CONTROL : null;
        }
        if (insideMessage) {
            return opcode == CONTINUATION ? null : Violation.MESSAGE_INSIDE_MESSAGE;
        }
        return switch (opcode) {
            case CONTINUATION -> Violation.NOTHING_TO_CONTINUE;
            case BINARY -> Violation.BINARY;
            default -> null;
        };
    }

    static int opcode(int first) {
        return first & 0x0F;
    }

    static boolean isControl(int first) {
        return (first & 0x08) != 0;
    }

    /** The seven-bit length field: the length itself, or 126 or 127. */
    static int shortLength(int second) {
        return second & 0x7F;
    }

    /** Bytes of the whole header, mask included. */
    static int size(int second) {
        int extended = switch (shortLength(second)) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
        return 2 + extended + MASK_SIZE;
    }

    /** The payload's length of the complete header at {@code index}, as it stands there; may be negative. */
    static long length(ByteBuf in, int index) {
        int field = shortLength(in.getByte(index + 1));
        return switch (field) {
            case 126 -> in.getUnsignedShort(index + 2);
            case 127 -> in.getLong(index + 2);
            default -> field;
        };
    }

    /** Refuses a length that is negative or could have been written shorter. */
    static @Nullable Violation checkLength(int second, long length) {
        if (length < 0) {
            return Violation.LENGTH_NEGATIVE;
        }
        boolean minimal = switch (shortLength(second)) {
            case 126 -> length > 125;
            case 127 -> length > 0xFFFF;
            default -> true;
        };
        return minimal ? null : Violation.LENGTH_NOT_MINIMAL;
    }

    static int mask(ByteBuf in, int index, int size) {
        return in.getInt(index + size - MASK_SIZE);
    }
}
