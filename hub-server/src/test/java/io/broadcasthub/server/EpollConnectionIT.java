package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.NetConfig.TransportKind;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.netty.channel.Channel;
import org.junit.jupiter.api.Test;

/** What an accepted connection asks of the kernel. Its options: {@link SocketOptionsIT}. */
class EpollConnectionIT {
    @Test
    void hasNoAddressesOfItsOwn() {
        try (TestHub hub = Mechanisms.start(TransportKind.EPOLL, "net.event-loops", "1");
                WsClient client = hub.welcomed("/ws")) {
            Channel channel = Mechanisms.onlyConnection(hub);

            assertThat(channel).isInstanceOf(EpollConnection.class);
            assertThat(channel.localAddress()).isEqualTo(hub.server().publicAddress());
            assertThat(channel.remoteAddress()).isNotNull();

            client.close();
            hub.awaitEmpty();
            assertThat(channel.localAddress()).isNull();
            assertThat(channel.remoteAddress()).isNull();
        }
    }
}
