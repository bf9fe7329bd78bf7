package io.broadcasthub.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class KernelSocketsTest {
    @Test
    void readsAddressesAsTheKernelWritesThem() {
        assertThat(KernelSockets.address("0100007F:1F90")).isEqualTo(new InetSocketAddress("127.0.0.1", 8080));
        assertThat(KernelSockets.address("0000000000000000FFFF00000100007F:0050"))
                .isEqualTo(new InetSocketAddress("127.0.0.1", 80));
        assertThat(KernelSockets.address("00000000000000000000000001000000:0050"))
                .isEqualTo(new InetSocketAddress("::1", 80));
    }

    @Test
    void findsTheAcceptedSideOfAConnectionOnly() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            KernelSockets kernel = KernelSockets.read(List.of((InetSocketAddress) server.getLocalSocketAddress()));

            assertThat(kernel.unavailable()).isEmpty();
            assertThat(kernel.sockets()).singleElement().satisfies(s -> {
                assertThat(s.remote()).isEqualTo(client.getLocalSocketAddress());
                assertThat(kernel.isSocket(s.descriptor())).isTrue();
                assertThat(kernel.find(s.descriptor(), null)).isEqualTo(s);
                assertThat(kernel.find(-1, (InetSocketAddress) accepted.getRemoteSocketAddress()))
                        .isEqualTo(s);
            });
        }
    }
}
