package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.NetConfig.TransportKind;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.TestHub;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What sockets are told, read back from the kernel, on each mechanism: a key that does nothing on one of them is a lie. */
class SocketOptionsIT {
    private static final int SOL_SOCKET = 1;
    private static final int IPPROTO_TCP = 6;

    /** As the kernel is asked for it where the channel is one of its descriptors. */
    private static int ask(Channel channel, ChannelOption<?> option, int level, int name) {
        Object value = channel instanceof EpollConnection
                ? channel.config().getOption(new IntegerUnixChannelOption("TEST_" + option.name(), level, name))
                : channel.config().getOption(option);
        return value instanceof Boolean flag ? (flag ? 1 : 0) : (Integer) value;
    }

    private static int noDelay(Channel channel) {
        return ask(channel, ChannelOption.TCP_NODELAY, IPPROTO_TCP, 1);
    }

    private static int sendBuffer(Channel channel) {
        return ask(channel, ChannelOption.SO_SNDBUF, SOL_SOCKET, 7);
    }

    private static int receiveBuffer(Channel channel) {
        return ask(channel, ChannelOption.SO_RCVBUF, SOL_SOCKET, 8);
    }

    @ParameterizedTest
    @CsvSource({"EPOLL, true", "EPOLL, false", "IO_URING, true", "IO_URING, false", "NIO, true", "NIO, false"})
    void connectionsHaveWhatIsSet(TransportKind kind, boolean noDelay) {
        try (TestHub hub = Mechanisms.start(
                kind,
                "net.no-delay",
                String.valueOf(noDelay),
                "net.send-buffer",
                "48KiB",
                "net.receive-buffer",
                "24KiB",
                "heartbeat",
                "10s")) {
            hub.welcomed("/ws?topic=t");
            Channel channel = Mechanisms.onlyConnection(hub);
            assertThat(noDelay(channel)).isEqualTo(noDelay ? 1 : 0);
            assertThat(ask(channel, ChannelOption.SO_KEEPALIVE, SOL_SOCKET, 9)).isEqualTo(1);
            // The kernel doubles what it is asked for; the JDK, whose socket NIO has, tells half of that.
            int times = kind == TransportKind.NIO ? 1 : 2;
            assertThat(sendBuffer(channel)).isEqualTo(times * 48 << 10);
            assertThat(receiveBuffer(channel)).isEqualTo(times * 24 << 10);
            ChannelOption<Integer> userTimeout =
                    hub.server().wiring().platform.io().userTimeout();
            assertThat(userTimeout == null).isEqualTo(kind == TransportKind.NIO);
            if (userTimeout != null) {
                assertThat(channel.config().getOption(userTimeout))
                        .as("twice the heartbeat, in milliseconds")
                        .isEqualTo(20_000);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void buffersAreTheKernelsUnlessTheyAreSet(TransportKind kind) {
        try (TestHub hub = Mechanisms.start(kind)) {
            hub.welcomed("/ws?topic=t");
            Channel channel = Mechanisms.onlyConnection(hub);
            assertThat(sendBuffer(channel)).isGreaterThan(2 * 48 << 10);
            assertThat(receiveBuffer(channel)).isGreaterThan(2 * 24 << 10);
            assertThat(noDelay(channel)).isEqualTo(1);
        }
    }

    /** A connection that says nothing is the kernel's; with NIO, which cannot tell the kernel, it is the hub's at once. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void silentConnectionsWaitInTheKernel(TransportKind kind) {
        try (TestHub hub = Mechanisms.start(kind, "net.event-loops", "1", "net.defer-accept", "1m")) {
            Connection silent = hub.connect();
            // Came later and is there: had the kernel told of the first one, that would be there too.
            hub.welcomed("/ws?topic=t");
            assertThat(hub.census().sessions()).isEqualTo(kind == TransportKind.NIO ? 2 : 1);
            silent.send(TestHub.get("/topics/t/messages"));
            assertThat(silent.answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void theKernelQueuesAsManyAsItIsTold(TransportKind kind) throws Exception {
        try (TestHub hub = Mechanisms.start(kind, "net.backlog", "37")) {
            assertThat(backlog(hub.server().publicAddress().getPort())).isEqualTo(37);
        }
    }

    /** Of a listening socket {@code ss} shows in the place of what waits to be sent how many may wait to be accepted. */
    private static int backlog(int port) throws IOException, InterruptedException {
        Process ss = new ProcessBuilder("ss", "-Hltn", "sport", "=", ":" + port)
                .redirectErrorStream(true)
                .start();
        String said = new String(ss.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ss.waitFor()).as(said).isZero();
        return Integer.parseInt(said.strip().split("\\s+")[2]);
    }
}
