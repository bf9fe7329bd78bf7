package io.broadcasthub.transport.stream;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.session.CloseReason;
import io.broadcasthub.session.Outbound;
import io.broadcasthub.session.Session;
import io.broadcasthub.topic.Cursor;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes a stream's body. */
@OnLoop
final class StreamOutbound implements Outbound {
    private final Session session;
    private final Channel channel;
    private final StreamFormat format;
    private final FrameCodec codec;
    private final ResumePoint resumePoint;

    StreamOutbound(Session session, StreamFormat format, ResumePoint resumePoint) {
        this.session = session;
        this.channel = session.channel();
        this.format = format;
        this.codec = session.loop().context().codec();
        this.resumePoint = resumePoint;
    }

    @Override
    public String transport() {
        return format.syntax().transport();
    }

    @Override
    public MessageFormat format() {
        return format;
    }

    void writeOpening(long retryMillis) {
        writePiece(out -> format.syntax().opening(out, retryMillis));
    }

    /** Tells the client where it is: it can resume from here even if no message comes before it is cut off. */
    void writePosition() {
        if (format.syntax() == StreamSyntax.SSE) {
            String id = resumePoint.encode(session.cursors());
            writePiece(out -> format.syntax().position(out, id));
        }
    }

    @Override
    public void write(ServerFrame frame) {
        if (StreamSyntax.eventName(frame) != null) {
            if (frame instanceof ServerFrame.Gap && format.syntax() == StreamSyntax.SSE) {
                // Where the stream goes on and that something is missing before it arrive together, or not at all.
                writeId();
            }
            byte[] json = codec.write(frame);
            writePiece(out -> format.syntax().frame(out, frame, json));
        }
    }

    @Override
    public void writeMessages(Cursor cursor, ByteBuf bytes, long last) {
        if (!format.joinable()) {
            try {
                writeId();
            } catch (RuntimeException | OutOfMemoryError e) {
                bytes.release();
                throw e;
            }
        }
        session.queue(bytes);
    }

    private void writeId() {
        String id = resumePoint.encode(session.cursors());
        writePiece(out -> {
            out.writeCharSequence("id: ", StandardCharsets.US_ASCII);
            out.writeCharSequence(id, StandardCharsets.US_ASCII);
            out.writeByte('\n');
        });
    }

    @Override
    public void writeHeartbeat() {
        writePiece(out -> format.syntax().heartbeat(out));
    }

    @Override
    public boolean peerAnswers() {
        return false;
    }

    @Override
    public void close(CloseReason reason) {
        ByteBuf out = channel.alloc().buffer();
        format.framing().last(out);
        session.closeAfter(out);
    }

    private void writePiece(Consumer<ByteBuf> content) {
        ByteBuf out = channel.alloc().ioBuffer();
        try {
            int mark = format.framing().begin(out);
            content.accept(out);
            format.framing().end(out, mark);
        } catch (RuntimeException | OutOfMemoryError e) {
            out.release();
            throw e;
        }
        session.queue(out);
    }
}
