package io.broadcasthub.transport.ws;

import io.broadcasthub.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a decoder tells, one line an event. Subclasses act inside the calls. */
class RecordingListener implements WebSocketListener {
    final List<String> events = new ArrayList<>();
    int reads;

    @Override
    public void onText(byte[] buffer, int offset, int length) {
        events.add("text " + new String(buffer, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void onPing(ByteBuf payload) {
        events.add("ping " + payload.toString(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void onPong() {
        events.add("pong");
    }

    @Override
    public void onClose(int code, String reason) {
        events.add("close " + code + " " + reason);
    }

    @Override
    public void onProtocolError(CloseCode code, String why) {
        events.add("error " + code.code());
    }

    @Override
    public void onBytes() {
        reads++;
    }
}
