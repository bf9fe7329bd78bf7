package io.broadcasthub.bench.load;

import io.broadcasthub.bench.wire.AnswerScanner;
import io.broadcasthub.bench.wire.ClientFrames;
import io.broadcasthub.bench.wire.Marker;
import io.broadcasthub.bench.wire.ProtocolViolation;
import io.broadcasthub.bench.wire.ResponseHead;
import io.broadcasthub.bench.wire.Scanner;
import io.broadcasthub.bench.wire.Sink;
import io.broadcasthub.bench.wire.TurnedAway;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One subscriber, over all the connections that it has one after the other. On its loop only. */
@ChannelHandler.Sharable // with its own next connection
final class Subscriber extends ChannelInboundHandlerAdapter implements Sink {
    private static final byte[] NOTHING = {};
    private static final byte[] NORMAL_CLOSE = {0x03, (byte) 0xe8};

    private enum State {
        NONE,
        CONNECTING,
        UPGRADING,
        READY,
        ENDING
    }

    private final int number;
    private final Share share;
    private final SequenceCheck sequence = new SequenceCheck();
    private final LastId lastId;
    private State state = State.NONE;
    private @Nullable Channel channel;
    private Scanner scanner = AnswerScanner.ofWebSocket();
    private boolean resuming;
    private byte[] rest = NOTHING;
    private long since;
    /** As the server asked for, when it turned this one away. */
    private Duration retryAfter = Duration.ZERO;

    private int cycle;

    Subscriber(int number, Share share) {
        this.number = number;
        this.share = share;
        this.lastId = new LastId(share.plan.keepIds());
        this.cycle = number;
    }

    long last() {
        return sequence.last();
    }

    /**
     * @param resume whether it comes back, and wants what it missed
     * @param due when it was to connect
     */
    void connect(boolean resume, long due) {
        state = State.CONNECTING;
        resuming = resume;
        rest = NOTHING;
        scanner = isWebSocket() ? AnswerScanner.ofWebSocket() : AnswerScanner.ofEvents();
        since = due;
        CrowdPlan plan = share.plan;
        ChannelFuture attempt = share.connector.connect(plan.url(), number, plan.receiveBuffer(), this);
        channel = attempt.channel();
        attempt.addListener(f -> {
            if (!f.isSuccess()) {
                end(attempt.channel(), String.valueOf(f.cause().getMessage()));
            }
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        state = State.UPGRADING;
        String request = Requests.of(share.plan, number, resuming ? lastId.text() : null);
        ctx.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII), ctx.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            int end = rest.length + in.readableBytes();
            byte[] b = share.scratch(end);
            System.arraycopy(rest, 0, b, 0, rest.length);
            in.readBytes(b, rest.length, in.readableBytes());
            share.read(end - rest.length);
            int used = scanner.scan(b, 0, end, this);
            rest = used == end ? NOTHING : Arrays.copyOfRange(b, used, end);
        } catch (ProtocolViolation e) {
            if (e instanceof TurnedAway away) {
                retryAfter = away.retryAfter();
            }
            end(ctx.channel(), String.valueOf(e.getMessage()));
            ctx.close();
        } finally {
            in.release();
        }
    }

    private boolean isWebSocket() {
        return share.plan.transport() == Transport.WS;
    }

    @Override
    public void begun(ResponseHead head) {
        if (share.plan.deflate() && !head.contains("permessage-deflate")) {
            throw new ProtocolViolation("the server declined permessage-deflate");
        }
        if (!isWebSocket()) {
            ready();
        }
    }

    private void ready() {
        if (state == State.UPGRADING) {
            state = State.READY;
            share.onReady(this, since);
        }
    }

    @Override
    public void text(byte[] b, int from, int to) {
        if (Marker.isAt(b, from, to)) {
            lastId.read(b, from, to);
            share.message(b, to, sequence);
            return;
        }
        Remark remark = Remark.of(b, from, to);
        Channel of = channel;
        switch (remark.kind()) {
            case WELCOME -> welcomed();
            case GAP -> {
                sequence.skipAnnounced();
                share.counts.gaps++;
            }
            case REFUSED -> share.later(remark.retryAfter(), () -> resubscribe(of));
            case TROUBLE -> {
                share.counts.errors++;
                share.problem(remark.text());
            }
            case OTHER -> {}
        }
    }

    /** A WebSocket that comes back without {@code ?topic=} asks for what it missed now. */
    private void welcomed() {
        subscribe();
        ready();
    }

    private void subscribe() {
        String id = lastId.text();
        if (resuming && id != null) {
            send(ClientFrames.TEXT, Requests.subscribe(share.plan.topic(number), id));
        }
    }

    /** The server did not take the subscription, and said when it may. */
    private void resubscribe(@Nullable Channel of) {
        if (of == channel && state == State.READY) {
            subscribe();
        }
    }

    @Override
    public void deflated(byte[] b, int from, int to) {
        share.inflater.inflate(b, from, to, this);
    }

    @Override
    public void ping(byte[] b, int from, int to) {
        send(ClientFrames.PONG, Arrays.copyOfRange(b, from, to));
    }

    @Override
    public void close(int code) {
        Channel c = channel;
        if (c != null) {
            end(c, "the server closed with " + code);
            c.close();
        }
    }

    private void send(int opcode, byte[] payload) {
        Channel c = channel;
        if (c != null) {
            ByteBuf out = c.alloc().buffer(payload.length + 14);
            ClientFrames.write(opcode, payload, 0, payload.length, out);
            c.writeAndFlush(out, c.voidPromise());
        }
    }

    void endIfReady() {
        if (state == State.READY) {
            end();
        }
    }

    /** Ends the connection: politely and with a reset, in turn. */
    void end() {
        boolean polite = cycle++ % 2 == 0;
        Channel c = channel;
        if (!polite) {
            reset();
        } else if (isWebSocket()) {
            state = State.ENDING;
            send(ClientFrames.CLOSE, NORMAL_CLOSE);
        } else if (c != null) {
            state = State.ENDING;
            c.close();
        }
    }

    /** Ends the connection with a reset. */
    void reset() {
        Channel c = channel;
        if (c != null && state != State.NONE) {
            if (state == State.READY) {
                state = State.ENDING;
            }
            c.config().setOption(ChannelOption.SO_LINGER, 0);
            c.close();
        }
    }

    void stall(boolean stalled) {
        Channel c = channel;
        if (c != null) {
            c.config().setAutoRead(!stalled);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(ctx.channel(), "the connection ended");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(ctx.channel(), String.valueOf(cause.getMessage()));
        ctx.close();
    }

    private void end(Channel of, String why) {
        if (of != channel || state == State.NONE) {
            return;
        }
        State before = state;
        state = State.NONE;
        channel = null;
        if (before == State.READY || before == State.ENDING) {
            share.onEnded(this, before == State.ENDING, why);
        } else {
            share.onFailed(this, why, retryAfter);
            retryAfter = Duration.ZERO;
        }
    }
}
