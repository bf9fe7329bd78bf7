package io.broadcasthub.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.topic.SendBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.LinuxSocket;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sends to many sockets by one call of the kernel. Skipped, with the reason, where the kernel or a container forbids it. */
class SendRingIT {
    private static final int MANY = 80;

    @BeforeEach
    void mustBeThere() {
        assumeTrue(Epoll.isAvailable(), () -> "no epoll here: " + Epoll.unavailabilityCause());
        assumeTrue(Uring.isAvailable(), () -> "no io_uring here: " + Uring.unavailabilityCause());
    }

    /** Rings this process has open. */
    private static long rings() {
        return openRings().size();
    }

    /** What was ever given to one of them to send, and else to do. */
    private static long submitted() throws IOException {
        long all = 0;
        for (String ring : openRings()) {
            String tail = Files.readAllLines(Path.of("/proc/self/fdinfo", ring)).stream()
                    .filter(line -> line.startsWith("SqTail:"))
                    .findFirst()
                    .orElseThrow();
            all += Long.parseLong(tail.substring(tail.indexOf(':') + 1).trim());
        }
        return all;
    }

    private static List<String> openRings() {
        List<String> rings = new ArrayList<>();
        for (File file : Objects.requireNonNull(new File("/proc/self/fd").listFiles())) {
            try {
                if (Files.readSymbolicLink(file.toPath()).equals(Path.of("anon_inode:[io_uring]"))) {
                    rings.add(file.getName());
                }
            } catch (IOException gone) {
                // Closed since it was listed.
                continue;
            }
        }
        return rings;
    }

    @Test
    void tellsWhatEachSocketTook() throws Exception {
        long before = rings();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        byte[] message = "a message for many".getBytes(US_ASCII);
        ByteBuf bytes = Unpooled.directBuffer().writeBytes(message);
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            EventLoop loop = group.next();
            SendBatch batch = on(loop, () -> SendRing.on(loop));
            assertThat(batch).isNotNull();
            assertThat(rings()).isEqualTo(before + 1);

            List<LinuxSocket> sockets = new ArrayList<>();
            List<Socket> peers = new ArrayList<>();
            for (int i = 0; i < batch.least(); i++) {
                LinuxSocket socket = LinuxSocket.newSocketStream(false);
                socket.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
                sockets.add(socket);
                peers.add(listener.accept());
            }
            int full = 3;
            fill(sockets.get(full));
            int gone = 5;
            int number = sockets.get(gone).intValue();
            sockets.get(gone).close();

            for (int round = 0; round < 3; round++) {
                int[] took = on(loop, () -> {
                    for (LinuxSocket socket : sockets) {
                        int to = socket.isOpen() ? socket.intValue() : number;
                        batch.add(to, bytes.memoryAddress(), message.length);
                    }
                    return Arrays.copyOf(batch.send(), sockets.size());
                });
                for (int i = 0; i < took.length; i++) {
                    assertThat(took[i]).as("socket " + i).isEqualTo(i == full || i == gone ? 0 : message.length);
                }
            }
            for (int i = 0; i < peers.size(); i++) {
                if (i != full && i != gone) {
                    byte[] read = peers.get(i).getInputStream().readNBytes(3 * message.length);
                    assertThat(read).startsWith(message).endsWith(message).hasSize(3 * message.length);
                }
                peers.get(i).close();
                if (i != gone) {
                    sockets.get(i).close();
                }
            }
            on(loop, () -> {
                batch.close();
                batch.close();
                return null;
            });
            assertThat(rings()).isEqualTo(before);
        } finally {
            bytes.release();
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    /** Until the kernel takes nothing more. */
    private static void fill(LinuxSocket socket) throws IOException {
        socket.setSendBufferSize(1 << 12);
        ByteBuf much = Unpooled.directBuffer(1 << 16).writerIndex(1 << 16);
        try {
            while (socket.sendAddress(much.memoryAddress(), 0, much.readableBytes()) > 0) {
                // More.
            }
        } finally {
            much.release();
        }
    }

    private static <T> T on(EventLoop loop, Callable<T> task) throws Exception {
        return loop.submit(task).get(60, TimeUnit.SECONDS);
    }

    /** Some read, one does not, and some are gone when the message comes. */
    @Test
    void everybodyGetsEverythingInOrder() throws Exception {
        long before = rings();
        try (TestHub hub = TestHub.start(
                "net.transport",
                "epoll",
                "net.event-loops",
                "1",
                "net.send-buffer",
                "8KiB",
                "net.write-buffer",
                "16KiB")) {
            assertThat(rings()).isEqualTo(before + 1);
            WsClient slow = WsClient.over(hub.connect(4 << 10), "/ws?topic=t");
            slow.next("welcome");
            List<WsClient> clients = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                clients.add(hub.welcomed("/ws?topic=t"));
            }
            hub.awaitCensus("subscribed", c -> c.subscriptions() == MANY + 1);
            long began = submitted();
            String padding = "x".repeat(4_000);
            for (int n = 0; n < 50; n++) {
                hub.publish("t", "[" + n + ",\"" + padding + "\"]");
                if (n == 20) {
                    for (int i = 0; i < 10; i++) {
                        clients.remove(clients.size() - 1).connection().reset();
                    }
                }
                for (WsClient client : clients) {
                    assertThat(client.next("message").path("data").get(0).asInt())
                            .isEqualTo(n);
                }
            }
            assertThat(submitted() - began).as("sent by the ring").isGreaterThan(50L * (MANY - 10) * 9 / 10);
            hub.awaitCensus("the others are gone", c -> c.subscriptions() == MANY + 1 - 10);
            for (int n = 0; n < 50; n++) {
                assertThat(slow.next("message").path("data").get(0).asInt()).isEqualTo(n);
            }
        }
        assertThat(rings()).isEqualTo(before);
    }

    @Test
    void isNotThereWhereItIsNotWanted() throws Exception {
        long before = rings();
        try (TestHub hub = TestHub.start("net.transport", "epoll", "net.batch-sends", "false")) {
            WsClient client = hub.welcomed("/ws?topic=t");
            hub.awaitCensus("subscribed", c -> c.subscriptions() == 1);
            assertThat(rings()).isEqualTo(before);
            hub.publish("t", "1");
            assertThat(client.next("message").path("data").asInt()).isEqualTo(1);
        }
    }
}
