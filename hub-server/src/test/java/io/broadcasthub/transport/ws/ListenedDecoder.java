package io.broadcasthub.transport.ws;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.CloseCode;
import io.netty.buffer.ByteBuf;

/** A decoder by itself, which tells another object what it found. */
@OnLoop
final class ListenedDecoder extends WebSocketDecoder {
    private final WebSocketListener listener;
    private final FrameRules rules;

    ListenedDecoder(WebSocketListener listener, FrameRules rules) {
        this.listener = listener;
        this.rules = rules;
    }

    @Override
    FrameRules rules() {
        return rules;
    }

    @Override
    public void onText(byte[] buffer, int offset, int length) {
        listener.onText(buffer, offset, length);
    }

    @Override
    public void onPing(ByteBuf payload) {
        listener.onPing(payload);
    }

    @Override
    public void onPong() {
        listener.onPong();
    }

    @Override
    public void onClose(int code, String reason) {
        listener.onClose(code, reason);
    }

    @Override
    public void onProtocolError(CloseCode code, String why) {
        listener.onProtocolError(code, why);
    }

    @Override
    public void onBytes() {
        listener.onBytes();
    }
}
