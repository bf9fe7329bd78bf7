package io.broadcasthub.transport.ws;

import io.broadcasthub.protocol.CloseCode;
import io.netty.buffer.ByteBuf;

/**
 * What a {@link WebSocketDecoder} found, in order, on the connection's event loop. Any method may close the channel or
 * remove the decoder. An exception thrown here ends the decoding and goes on to {@code exceptionCaught}.
 */
interface WebSocketListener {
    /** A complete text message, valid UTF-8. The array is reused: it is valid during the call only. */
    void onText(byte[] buffer, int offset, int length);

    /** A ping; its at most 125 bytes are valid during the call only, and are not to be released. */
    void onPing(ByteBuf payload);

    void onPong();

    /**
     * The peer's close frame; nothing else follows.
     *
     * @param code a valid code, or 1005 if the frame had none
     */
    void onClose(int code, String reason);

    /** The peer broke the protocol or a limit; nothing else follows. */
    void onProtocolError(CloseCode code, String why);

    /** Something arrived, whatever it is: the peer lives. Called once per read, before what was read is decoded. */
    void onBytes();
}
