package io.broadcasthub.protocol;

/**
 * The wire form of {@code hub.v1.json}: one JSON object a frame, payloads passed through as they came. Every refusal is a
 * {@link FrameException}, whatever the bytes. Immutable; any thread; never blocks.
 */
public final class JsonFrameCodec implements FrameCodec {
    /** The WebSocket subprotocol (RFC 6455 section 1.9) that this codec speaks. */
    public static final String SUBPROTOCOL = "hub.v1.json";

    @Override
    public ClientFrame readClientFrame(byte[] buffer, int offset, int length) {
        return ClientFrameReader.read(buffer, offset, length);
    }

    @Override
    public ClientFrame readCheckedClientFrame(byte[] utf8, int offset, int length) {
        return ClientFrameReader.readChecked(utf8, offset, length);
    }

    @Override
    public ClientFrame.Publish readPublishLine(byte[] buffer, int offset, int length) {
        return ClientFrameReader.readPublishLine(buffer, offset, length);
    }

    @Override
    public ServerFrame readServerFrame(byte[] buffer, int offset, int length) {
        return ServerFrameReader.read(buffer, offset, length);
    }

    @Override
    public byte[] write(ClientFrame frame) {
        return FrameWriter.write(frame);
    }

    @Override
    public byte[] write(ServerFrame frame) {
        return FrameWriter.write(frame);
    }
}
