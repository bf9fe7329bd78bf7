package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an accepted connection has from its listener, and asks of the kernel. */
class EpollConnectionIT {
    private static final IntegerUnixChannelOption NO_DELAY = new IntegerUnixChannelOption("TEST_NODELAY", 6, 1);
    private static final IntegerUnixChannelOption KEEP_ALIVE = new IntegerUnixChannelOption("TEST_KEEPALIVE", 1, 9);
    private static final IntegerUnixChannelOption SEND_BUFFER = new IntegerUnixChannelOption("TEST_SNDBUF", 1, 7);
    private static final IntegerUnixChannelOption RECEIVE_BUFFER = new IntegerUnixChannelOption("TEST_RCVBUF", 1, 8);

    @Test
    void hasTheListenersOptionsAndNoAddressesOfItsOwn() {
        assumeTrue(Epoll.isAvailable());
        try (TestHub hub = TestHub.start(
                        "net.event-loops",
                        "1",
                        "heartbeat",
                        "10s",
                        "net.send-buffer",
                        "64KiB",
                        "net.receive-buffer",
                        "32KiB");
                WsClient client = hub.welcomed("/ws")) {
            Channel channel = channel(hub);

            assertThat(channel).isInstanceOf(EpollConnection.class);
            assertThat(channel.config().getOption(NO_DELAY)).isEqualTo(1);
            assertThat(channel.config().getOption(KEEP_ALIVE)).isEqualTo(1);
            assertThat(channel.config().getOption(EpollListener.TCP_USER_TIMEOUT))
                    .isEqualTo(20_000);
            // The kernel doubles what it is asked for.
            assertThat(channel.config().getOption(SEND_BUFFER)).isEqualTo(128 * 1024);
            assertThat(channel.config().getOption(RECEIVE_BUFFER)).isEqualTo(64 * 1024);
            assertThat(channel.localAddress()).isEqualTo(hub.server().publicAddress());
            assertThat(channel.remoteAddress()).isNotNull();

            client.close();
            hub.awaitEmpty();
            assertThat(channel.localAddress()).isNull();
            assertThat(channel.remoteAddress()).isNull();
        }
    }

    private static Channel channel(TestHub hub) {
        List<Channel> channels = new ArrayList<>();
        hub.server()
                .wiring()
                .loops
                .onEach(loop -> loop.forEach(session -> channels.add(session.channel())))
                .join();
        assertThat(channels).hasSize(1);
        return channels.get(0);
    }
}
