package io.broadcasthub.transport.ws;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads one client's frames and tells its subclass, which is one object with it, since every connection has both (ADR 14).
 * While no frame is incomplete it holds no memory beside itself. A frame that arrives whole, as nearly all do, is unmasked
 * into the event loop's array and handed over without an allocation.
 */
@OnLoop
abstract class WebSocketDecoder extends ChannelInboundHandlerAdapter implements WebSocketListener {
    /** An incomplete header, or control frame. Plain heap, so that nothing is to be released. */
    private @Nullable ByteBuf head;

    private @Nullable PartialMessage partial;
    /** Only with a client that keeps its context, and sent a compressed message. */
    private @Nullable MessageInflater ownInflater;

    private @Nullable ByteBuf reentrant;
    private long incompleteSince;
    private boolean incomplete;
    private boolean decoding;
    private boolean done;

    /** How the client's frames are read. */
    abstract FrameRules rules();

    /** Whether a message or frame has begun to arrive and is not complete. For a sweep that ends slow ones. */
    final boolean isIncomplete() {
        return incomplete;
    }

    /** When it began to arrive, by the event loop's ticker, in nanoseconds; only while {@link #isIncomplete()}. */
    final long incompleteSinceNanos() {
        return incompleteSince;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof ByteBuf in)) {
            ctx.fireChannelRead(msg);
            return;
        }
        if (decoding) {
            // A subclass that switches reading on again may be given more bytes while it still has the call.
            reentrant = reentrant == null ? in : Unpooled.wrappedBuffer(reentrant, in);
            return;
        }
        decoding = true;
        boolean failed = true;
        try {
            decodeAndRelease(ctx, in);
            for (ByteBuf more = takeReentrant(); more != null; more = takeReentrant()) {
                decodeAndRelease(ctx, more);
            }
            failed = false;
        } finally {
            decoding = false;
            if (failed) {
                stop();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        stop();
        super.channelInactive(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stop();
    }

    private void decodeAndRelease(ChannelHandlerContext ctx, ByteBuf in) {
        try {
            if (!done && in.isReadable()) {
                onBytes();
                decode(ctx.channel(), in);
                trackIncomplete(ctx);
            }
        } finally {
            in.release();
        }
    }

    private void decode(Channel channel, ByteBuf in) {
        while (!done && in.isReadable()) {
            if (!channel.isOpen()) {
                // Closed by what it was told: channelInactive comes later, more frames may stand in this buffer.
                stop();
                return;
            }
            ByteBuf begun = head;
            PartialMessage message = partial;
            if (message != null && message.isInsideFrame()) {
                append(message, in);
            } else if (begun != null) {
                begun.writeByte(in.readByte());
                if (readFrame(begun)) {
                    head = null;
                }
            } else if (!readFrame(in)) {
                head = Unpooled.wrappedBuffer(new byte[FrameHeader.MAX_SIZE + FrameHeader.MAX_CONTROL])
                        .clear()
                        .writeBytes(in);
            }
        }
    }

    /** Reads a header and, of a data frame, as much payload as there is. False, with nothing read, if that needs more. */
    private boolean readFrame(ByteBuf in) {
        int available = in.readableBytes();
        if (available < 2) {
            return false;
        }
        int start = in.readerIndex();
        int first = in.getUnsignedByte(start);
        int second = in.getUnsignedByte(start + 1);
        if (failed(FrameHeader.check(first, second, rules().compression().isAgreed(), partial != null))) {
            return true;
        }
        int size = FrameHeader.size(second);
        boolean control = FrameHeader.isControl(first);
        if (available < size + (control ? FrameHeader.shortLength(second) : 0)) {
            return false;
        }
        long length = FrameHeader.length(in, start);
        if (failed(FrameHeader.checkLength(second, length))) {
            return true;
        }
        int mask = FrameHeader.mask(in, start, size);
        in.skipBytes(size);
        if (control) {
            readControl(FrameHeader.opcode(first), in, (int) length, mask);
        } else {
            readData(first, in, length, mask);
        }
        return true;
    }

    private void readControl(int opcode, ByteBuf in, int length, int mask) {
        ReusableBytes reusable = LoopMemory.current().input;
        byte[] payload = reusable.take(length);
        try {
            in.readBytes(payload, 0, length);
            Mask.apply(payload, 0, length, mask, 0);
            if (partial == null) {
                incomplete = false;
            }
            switch (opcode) {
                case FrameHeader.PING ->
                    onPing(length == 0 ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(payload, 0, length));
                case FrameHeader.PONG -> onPong();
                default -> close(payload, length);
            }
        } finally {
            reusable.give(payload);
        }
    }

    private void close(byte[] payload, int length) {
        if (!failed(ClosePayload.check(payload, length))) {
            stop();
            onClose(ClosePayload.code(payload, length), ClosePayload.reason(payload, length));
        }
    }

    private void readData(int first, ByteBuf in, long length, int mask) {
        PartialMessage message = partial;
        boolean compressed = message == null ? (first & FrameHeader.RSV1) != 0 : message.compressed;
        boolean last = (first & FrameHeader.FIN) != 0;
        if (length + (message == null ? 0 : message.size()) > rules().limits().maxBytes(compressed)) {
            fail(Violation.MESSAGE_TOO_BIG);
        } else if (message == null && last && length <= in.readableBytes()) {
            readWhole(in, (int) length, mask, compressed);
        } else {
            if (message == null) {
                message = new PartialMessage(compressed);
                partial = message;
            }
            if (!failed(message.beginFrame(last, (int) length, mask, rules().limits()))) {
                append(message, in);
            }
        }
    }

    private void readWhole(ByteBuf in, int length, int mask, boolean compressed) {
        ReusableBytes reusable = LoopMemory.current().input;
        byte[] payload = reusable.take(length);
        try {
            in.readBytes(payload, 0, length);
            if (compressed) {
                Mask.apply(payload, 0, length, mask, 0);
                inflate(payload, length);
            } else if (MaskedText.unmask(Utf8.START, payload, 0, length, mask, 0) == Utf8.START) {
                text(payload, length);
            } else {
                fail(Violation.NOT_UTF8);
            }
        } finally {
            reusable.give(payload);
        }
    }

    private void append(PartialMessage message, ByteBuf in) {
        if (!failed(message.append(in)) && message.isComplete()) {
            partial = null;
            if (message.compressed) {
                inflate(message.bytes(), message.size());
            } else {
                text(message.bytes(), message.size());
            }
        }
    }

    private void text(byte[] utf8, int length) {
        incomplete = false;
        onText(utf8, 0, length);
    }

    private void inflate(byte[] payload, int length) {
        incomplete = false;
        MessageInflater inflater = inflater();
        int size = inflater.inflate(payload, 0, length, rules().limits().maxMessage());
        byte[] text = inflater.takeOutput();
        try {
            if (size == MessageInflater.TOO_BIG) {
                fail(Violation.MESSAGE_TOO_BIG);
            } else if (size == MessageInflater.CORRUPT) {
                fail(Violation.CORRUPT_DEFLATE);
            } else if (!Utf8.isValid(text, 0, size)) {
                fail(Violation.NOT_UTF8);
            } else {
                text(text, size);
            }
        } finally {
            inflater.giveBack(text);
        }
    }

    private MessageInflater inflater() {
        LoopMemory memory = LoopMemory.current();
        if (rules().compression() != Compression.CLIENT_CONTEXT) {
            return memory.inflater();
        }
        MessageInflater own = ownInflater;
        if (own == null) {
            own = new MessageInflater(memory.output, true);
            ownInflater = own;
        }
        return own;
    }

    private boolean failed(@Nullable Violation violation) {
        if (violation == null) {
            return false;
        }
        fail(violation);
        return true;
    }

    private void fail(Violation violation) {
        stop();
        onProtocolError(violation.code, violation.why);
    }

    private void trackIncomplete(ChannelHandlerContext ctx) {
        boolean now = !done && (head != null || partial != null);
        if (now && !incomplete) {
            incompleteSince = ctx.executor().ticker().nanoTime();
        }
        incomplete = now;
    }

    private @Nullable ByteBuf takeReentrant() {
        ByteBuf more = reentrant;
        reentrant = null;
        return more;
    }

    /** From here on everything that arrives is discarded. */
    private void stop() {
        done = true;
        head = null;
        partial = null;
        incomplete = false;
        if (ownInflater != null) {
            ownInflater.end();
            ownInflater = null;
        }
        ReferenceCountUtil.release(takeReentrant());
    }
}
