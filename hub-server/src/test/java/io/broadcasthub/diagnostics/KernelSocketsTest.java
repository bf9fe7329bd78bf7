package io.broadcasthub.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class KernelSocketsTest {
    @Test
    void findsTheAcceptedSideOfAConnectionOnly() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            KernelSockets kernel = KernelSockets.ofProcess(List.of((InetSocketAddress) server.getLocalSocketAddress()));

            assertThat(kernel.connections()).singleElement().satisfies(s -> {
                assertThat(s.remote()).isEqualTo(client.getLocalSocketAddress());
                int descriptor = kernel.descriptor(s.inode());
                assertThat(kernel.sockets().get(descriptor)).isTrue();
                assertThat(kernel.inodeNow(descriptor)).isEqualTo(s.inode());
            });
            accepted.close();
        }
    }

    @Test
    void knowsASocketThatNoTableOfConnectionsHas() throws IOException {
        KernelSockets before = KernelSockets.ofProcess(List.of());
        int known = before.sockets().cardinality();
        try (Socket unbound = new Socket()) {
            // Makes the descriptor.
            unbound.setReuseAddress(true);
            KernelSockets kernel = KernelSockets.ofProcess(List.of());

            assertThat(kernel.sockets().cardinality()).isGreaterThan(known);
            assertThat(kernel.connections()).isEmpty();
        }
    }

    @Test
    void tellsWhatADescriptorIsNow() throws IOException {
        BitSet others = KernelSockets.ofProcess(List.of()).sockets();
        int descriptor;
        long inode;
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(true);
            KernelSockets kernel = KernelSockets.ofProcess(List.of());
            BitSet mine = (BitSet) kernel.sockets().clone();
            mine.andNot(others);
            descriptor = mine.nextSetBit(0);
            inode = kernel.inodeNow(descriptor);
            assertThat(inode).isPositive();
            assertThat(kernel.descriptor(inode)).isEqualTo(descriptor);
        }
        assertThat(KernelSockets.ofProcess(List.of()).inodeNow(descriptor)).isNotEqualTo(inode);
    }
}
