package io.broadcasthub.bench.load;

import io.broadcasthub.bench.wire.AnswerScanner;
import io.broadcasthub.bench.wire.ClientFrames;
import io.broadcasthub.bench.wire.ProtocolViolation;
import io.broadcasthub.bench.wire.Scanner;
import io.broadcasthub.bench.wire.Sink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads what the server answers the publisher. */
final class PublisherConnection extends ChannelInboundHandlerAdapter implements Sink {
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile String problem = "";
    private volatile String refusal = "";
    /** On its loop only. */
    private long refused;

    private String request = "";
    private final Scanner scanner = AnswerScanner.ofWebSocket();
    private byte[] rest = {};
    private @Nullable ChannelHandlerContext context;

    PublisherConnection with(URI url) {
        request = Requests.webSocket(url, "", false);
        return this;
    }

    CompletableFuture<Void> ready() {
        return ready;
    }

    /** What went wrong, or else why publishes were refused. */
    String problem() {
        return problem.isEmpty() ? refusal : problem;
    }

    /** Publishes that the server did not take, and said so. */
    long refused() {
        return refused;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        ctx.channel().closeFuture().addListener(f -> {
            say("the connection ended");
            ready.completeExceptionally(new IOException(problem));
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII), ctx.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        byte[] b;
        try {
            b = Arrays.copyOf(rest, rest.length + in.readableBytes());
            in.readBytes(b, rest.length, in.readableBytes());
        } finally {
            in.release();
        }
        try {
            int used = scanner.scan(b, 0, b.length, this);
            rest = Arrays.copyOfRange(b, used, b.length);
        } catch (ProtocolViolation e) {
            say(String.valueOf(e.getMessage()));
            ctx.close();
        }
    }

    @Override
    public void text(byte[] b, int from, int to) {
        Remark remark = Remark.of(b, from, to);
        if (remark.kind() == Remark.Kind.TROUBLE) {
            say(remark.text());
        } else if (remark.kind() == Remark.Kind.REFUSED) {
            refused++;
            refusal = remark.text();
        }
        ready.complete(null);
    }

    @Override
    public void ping(byte[] b, int from, int to) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ByteBuf out = ctx.alloc().buffer();
            ClientFrames.write(ClientFrames.PONG, b, from, to, out);
            ctx.writeAndFlush(out, ctx.voidPromise());
        }
    }

    @Override
    public void close(int code) {
        say("the server closed with " + code);
        if (context != null) {
            context.close();
        }
    }

    void failed(Throwable cause) {
        say(String.valueOf(cause.getMessage()));
        ready.completeExceptionally(cause);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        say(String.valueOf(cause.getMessage()));
        ctx.close();
    }

    private void say(String text) {
        if (problem.isEmpty()) {
            problem = text;
        }
    }
}
