package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.diagnostics.KernelSockets;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is taken for vanished, by what the kernel says at each look; time is the test's. */
class VanishedPeersTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 4711);
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final VanishedPeers peers = new VanishedPeers(
            new Loops(channel.eventLoop(), channel.eventLoop(), loop -> null),
            addresses -> look(0),
            List::of,
            channel.eventLoop().ticker()::nanoTime,
            PATIENCE);

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    private static KernelSockets look(int retransmits) {
        return KernelSockets.of(() -> List.of(KernelSockets.Socket.of(7, PEER, retransmits)));
    }

    private Set<InetSocketAddress> at(int second, int retransmits) {
        return peers.find(look(retransmits), Duration.ofSeconds(second).toNanos());
    }

    @Test
    void whoAcknowledgesNothingForLongEnough() {
        assertThat(at(0, 0)).isEmpty();
        assertThat(at(10, 1)).isEmpty();
        assertThat(at(30, 5)).isEmpty();
        assertThat(at(59, 7)).isEmpty();
        assertThat(at(60, 7)).containsExactly(PEER);
    }

    @Test
    void notWhoAcknowledgesBetween() {
        assertThat(at(10, 3)).isEmpty();
        assertThat(at(30, 0)).as("all of it").isEmpty();
        assertThat(at(40, 5)).isEmpty();
        assertThat(at(60, 1)).as("some of it").isEmpty();
        assertThat(at(109, 6)).isEmpty();
        assertThat(at(110, 6)).containsExactly(PEER);
    }

    @Test
    void notWhoIsGone() {
        assertThat(at(0, 3)).isEmpty();
        assertThat(peers.find(
                        KernelSockets.of(() -> List.of()),
                        Duration.ofSeconds(30).toNanos()))
                .isEmpty();
        assertThat(at(60, 3)).as("another connection").isEmpty();
    }
}
