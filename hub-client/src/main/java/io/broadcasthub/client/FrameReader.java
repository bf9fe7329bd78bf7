package io.broadcasthub.client;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.FrameException;
import io.broadcasthub.protocol.ServerFrame;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiving side of one WebSocket, called by the JDK on a network thread, one call at a time: joins the parts of a text
 * message, decodes it and hands it on. Of whole frames as many come unasked as {@link #WINDOW} says; from then on each has
 * to be asked for, which is how {@link Connection} stops reading.
 */
final class FrameReader implements WebSocket.Listener {
    /** Frames that may be on their way to the loop. */
    static final int WINDOW = 64;

    private static final Logger log = LoggerFactory.getLogger(FrameReader.class);
    /** Protects against a peer that never finishes a message; far above what a hub sends. */
    private static final int MAX_CHARS = 64 << 20;

    /** Where it goes; called on the network thread. */
    interface Receiver {
        void opened(WebSocket socket);

        /** Any sign of life. */
        void heard();

        void received(ServerFrame frame);

        void closed(int code, String reason);

        void failed(String reason, @Nullable Throwable cause);
    }

    private final FrameCodec codec;
    private final Receiver receiver;
    private StringBuilder parts = new StringBuilder();

    FrameReader(FrameCodec codec, Receiver receiver) {
        this.codec = codec;
        this.receiver = receiver;
    }

    @Override
    public void onOpen(WebSocket socket) {
        receiver.opened(socket);
        socket.request(WINDOW);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        receiver.heard();
        if (!last || !parts.isEmpty()) {
            if (parts.length() + data.length() > MAX_CHARS) {
                receiver.failed("the hub sent a message that does not end", null);
                return null;
            }
            parts.append(data);
        }
        if (!last) {
            socket.request(1);
            return null;
        }
        String text = parts.isEmpty() ? data.toString() : parts.toString();
        if (!parts.isEmpty()) {
            parts = new StringBuilder();
        }
        decode(socket, text);
        return null;
    }

    private void decode(WebSocket socket, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try {
            receiver.received(codec.readServerFrame(utf8, 0, utf8.length));
        } catch (FrameException e) {
            if (e.code() == ErrorCode.UNKNOWN_TYPE) {
                log.atDebug().log("skipping a frame of a type this client does not know");
                socket.request(1);
            } else {
                receiver.failed("the hub sent what is not a frame: " + e.reason(), e);
            }
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        receiver.failed("the hub sent a binary frame; is it a hub?", null);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        receiver.heard();
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        receiver.heard();
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        receiver.closed(code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        receiver.failed("the connection broke", error);
    }
}
