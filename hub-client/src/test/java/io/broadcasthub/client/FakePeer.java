package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.TopicName;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The hub's end of one connection, in the hands of the test. */
final class FakePeer extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private static final FrameCodec CODEC = new JsonFrameCodec();

    private final Consumer<FakePeer> onOpen;
    private final BlockingQueue<ClientFrame> received = new LinkedBlockingQueue<>();
    private ChannelHandlerContext context;

    FakePeer(Consumer<FakePeer> onOpen) {
        this.onOpen = onOpen;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof HandshakeComplete) {
            onOpen.accept(this);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
        byte[] utf8 = ByteBufUtil.getBytes(frame.content());
        received.add(CODEC.readClientFrame(utf8, 0, utf8.length));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    /** The next frame, which must be of that type. */
    <F extends ClientFrame> F expect(Class<F> type) throws InterruptedException {
        ClientFrame frame = received.poll(FakeHub.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(frame).isInstanceOf(type);
        return type.cast(frame);
    }

    /** Frames that nobody expected yet. */
    int unread() {
        return received.size();
    }

    void send(ServerFrame frame) {
        context.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(CODEC.write(frame))));
    }

    void sendText(String text) {
        context.writeAndFlush(new TextWebSocketFrame(text));
    }

    /** Expects a subscribe and takes it. */
    ClientFrame.Subscribe subscribed(@Nullable String at, @Nullable Boolean recovered) throws InterruptedException {
        ClientFrame.Subscribe frame = expect(ClientFrame.Subscribe.class);
        send(ServerFrame.Ok.subscribed(frame.id(), frame.topic(), at == null ? null : Position.parse(at), recovered));
        return frame;
    }

    /** Expects a publish and acknowledges it. */
    ClientFrame.Publish published(String at) throws InterruptedException {
        ClientFrame.Publish frame = expect(ClientFrame.Publish.class);
        send(ServerFrame.Ok.published(frame.id(), frame.topic(), Position.parse(at)));
        return frame;
    }

    void message(String topic, String id) {
        send(message(topic, id, "{\"at\":\"" + id + "\"}"));
    }

    static ServerFrame.Message message(String topic, String id, String json) {
        return new ServerFrame.Message(
                new TopicName(topic), Position.parse(id), Payload.ofJson(json), Instant.EPOCH, null, null, null);
    }

    void close(int code) {
        context.writeAndFlush(new CloseWebSocketFrame(code, "as the test wants"));
    }

    void reset() {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.channel().close();
    }

    void awaitClosed() throws InterruptedException {
        assertThat(context.channel().closeFuture().await(FakeHub.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the client closed")
                .isTrue();
    }
}
