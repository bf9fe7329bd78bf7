package io.broadcasthub.protocol;

/**
 * Turns frames into bytes and back. Implementations are immutable and may be used by any thread; they never block.
 */
public interface FrameCodec {
    /**
     * Reads one frame of a client, strictly: a missing, repeated, unknown or mistyped field is refused.
     *
     * @param buffer holds the frame in UTF-8; not kept
     * @throws FrameException with the request's id, if that much could be read
     */
    ClientFrame readClientFrame(byte[] buffer, int offset, int length);

    /**
     * As {@link #readClientFrame}, of text that is known to be UTF-8, as a WebSocket's is once it has been received: that
     * is not checked again. Given anything else, payloads may come out that are not UTF-8.
     *
     * @param utf8 holds the frame; not kept
     * @throws FrameException with the request's id, if that much could be read
     */
    default ClientFrame readCheckedClientFrame(byte[] utf8, int offset, int length) {
        return readClientFrame(utf8, offset, length);
    }

    /**
     * Reads one line of a batch of publishes over HTTP, as strictly: {@code topic} and {@code data}, optionally {@code
     * key} and {@code dedupe}.
     *
     * @param buffer holds the line in UTF-8; not kept
     * @throws FrameException if it is anything else
     */
    ClientFrame.Publish readPublishLine(byte[] buffer, int offset, int length);

    /**
     * Reads one frame of the hub. Unknown fields are skipped, so that an older client understands a newer hub.
     *
     * @throws FrameException if it is not a frame; with {@link ErrorCode#UNKNOWN_TYPE} if it is one of a newer hub,
     *     which a client skips
     */
    ServerFrame readServerFrame(byte[] buffer, int offset, int length);

    /** The frame as UTF-8 JSON. */
    byte[] write(ClientFrame frame);

    /** The frame as UTF-8 JSON. */
    byte[] write(ServerFrame frame);
}
