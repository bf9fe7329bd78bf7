package io.broadcasthub.transport.ws;

import io.broadcasthub.protocol.CloseCode;

/** Every way a client can break RFC 6455, RFC 7692 or a limit, with its close code and the words the client sees. */
enum Violation {
    RESERVED_BIT(CloseCode.PROTOCOL_ERROR, "reserved bit set without an extension that defines it"),
    COMPRESSED_CONTROL(CloseCode.PROTOCOL_ERROR, "RSV1 belongs on the first frame of a text message only"),
    RESERVED_OPCODE(CloseCode.PROTOCOL_ERROR, "reserved opcode"),
    NOT_MASKED(CloseCode.PROTOCOL_ERROR, "client frames must be masked"),
    FRAGMENTED_CONTROL(CloseCode.PROTOCOL_ERROR, "control frames must not be fragmented"),
    LONG_CONTROL(CloseCode.PROTOCOL_ERROR, "control frames carry at most 125 bytes"),
    NOTHING_TO_CONTINUE(CloseCode.PROTOCOL_ERROR, "continuation frame without a message to continue"),
    MESSAGE_INSIDE_MESSAGE(CloseCode.PROTOCOL_ERROR, "new message before the last fragment of the one before"),
    LENGTH_NOT_MINIMAL(CloseCode.PROTOCOL_ERROR, "payload length must use the shortest encoding"),
    LENGTH_NEGATIVE(CloseCode.PROTOCOL_ERROR, "payload length has its top bit set"),
    CLOSE_TOO_SHORT(CloseCode.PROTOCOL_ERROR, "close frame with half a code"),
    CLOSE_CODE(CloseCode.PROTOCOL_ERROR, "close code that must not be sent"),
    BINARY(CloseCode.UNSUPPORTED_DATA, "binary messages are not understood; send JSON as text"),
    NOT_UTF8(CloseCode.INVALID_PAYLOAD, "not valid UTF-8"),
    CORRUPT_DEFLATE(CloseCode.INVALID_PAYLOAD, "compressed message is corrupt"),
    MESSAGE_TOO_BIG(CloseCode.MESSAGE_TOO_BIG, "message is over the limit; send smaller ones"),
    TOO_MANY_FRAGMENTS(CloseCode.MESSAGE_TOO_BIG, "message has too many fragments; send larger ones");

    final CloseCode code;
    final String why;

    Violation(CloseCode code, String why) {
        this.code = code;
        this.why = why;
    }
}
