package io.broadcasthub.bench.floor;

import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.protocol.ServerFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Understands just enough of HTTP, WebSocket and the protocol to serve the generator; trusts it in everything. */
final class FloorConnection extends ChannelInboundHandlerAdapter {
    private static final byte[] NOTHING = {};
    /** The answer to the sample key of RFC 6455, which the generator sends. */
    private static final String UPGRADED = String.join(
            "\r\n",
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            "",
            "");

    private static final byte[] WELCOME =
            new JsonFrameCodec().write(new ServerFrame.Welcome("none", "floor", Duration.ofSeconds(25), 1 << 16));
    private static final byte[] CLOSE = {(byte) 0x88, 0};
    private static final int CLOSE_OPCODE = 8;
    private static final int TEXT_OPCODE = 1;
    private static final int FRAME_HEAD = 6;

    private final EpollSocketChannel channel;
    private final FloorTopics topics;
    private byte[] rest = NOTHING;
    private boolean upgraded;

    FloorConnection(EpollSocketChannel channel, FloorTopics topics) {
        this.channel = channel;
        this.topics = topics;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        byte[] b = Arrays.copyOf(rest, rest.length + in.readableBytes());
        in.readBytes(b, rest.length, in.readableBytes());
        in.release();
        int used = upgraded ? frames(b) : head(b);
        rest = used == b.length ? NOTHING : Arrays.copyOfRange(b, used, b.length);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        topics.flush();
    }

    private int head(byte[] b) {
        String text = new String(b, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        upgraded = true;
        channel.writeAndFlush(Unpooled.wrappedBuffer(
                UPGRADED.getBytes(StandardCharsets.ISO_8859_1), frameHead(WELCOME.length), WELCOME));
        String target = text.substring(0, text.indexOf(" HTTP"));
        int topic = target.indexOf("?topic=");
        if (topic >= 0) {
            topics.join(target.substring(topic + "?topic=".length()), channel);
        }
        return end + 4;
    }

    private int frames(byte[] b) {
        int at = 0;
        while (b.length - at >= FRAME_HEAD) {
            int length = b[at + 1] & 0x7f;
            int header = 2;
            if (length == 126) {
                length = (b[at + 2] & 0xff) << 8 | (b[at + 3] & 0xff);
                header = 4;
            }
            int from = at + header + 4;
            if (b.length - from < length) {
                return at;
            }
            for (int i = 0; i < length; i++) {
                b[from + i] ^= b[at + header + (i & 3)];
            }
            frame(b[at] & 0xf, b, from, from + length);
            at = from + length;
        }
        return at;
    }

    private void frame(int opcode, byte[] b, int from, int to) {
        if (opcode == CLOSE_OPCODE) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(CLOSE)).addListener(f -> channel.close());
        } else if (opcode == TEXT_OPCODE) {
            publish(b, from, to);
        }
    }

    /** What the generator publishes is {@code {"type":"publish","topic":"…","data":…}}. */
    private void publish(byte[] b, int from, int to) {
        String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
        int name = text.indexOf("\"topic\":\"") + "\"topic\":\"".length();
        String topic = text.substring(name, text.indexOf('"', name));
        int data = text.indexOf("\"data\":", name) + "\"data\":".length();
        byte[] before =
                ("{\"type\":\"message\",\"topic\":\"" + topic + "\",\"data\":").getBytes(StandardCharsets.UTF_8);
        byte[] head = frameHead(before.length + to - from - data);
        byte[] header = Arrays.copyOf(head, head.length + before.length);
        System.arraycopy(before, 0, header, head.length, before.length);
        topics.publish(topic, header, b, from + data, to); // the brace at the end closes the message too
    }

    private static byte[] frameHead(int length) {
        return length < 126
                ? new byte[] {(byte) 0x81, (byte) length}
                : ByteBuffer.allocate(4)
                        .put((byte) 0x81)
                        .put((byte) 126)
                        .putShort((short) length)
                        .array();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
