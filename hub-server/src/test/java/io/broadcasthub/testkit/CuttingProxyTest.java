package io.broadcasthub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CuttingProxyTest {
    private ServerSocket listener;
    private CuttingProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = new CuttingProxy((InetSocketAddress) listener.getLocalSocketAddress());
        client = dial();
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        proxy.close();
        listener.close();
    }

    private Socket dial() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void send(Socket from, String text) throws IOException {
        OutputStream out = from.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String receive(Socket at, int bytes) throws IOException {
        return new String(at.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    @Test
    void passesBytesBothWaysAndCountsConnections() throws IOException {
        send(client, "question");
        assertThat(receive(server, 8)).isEqualTo("question");
        send(server, "answer");
        assertThat(receive(client, 6)).isEqualTo("answer");
        assertThat(proxy.accepted()).isEqualTo(1);
        assertThat(proxy.open()).isEqualTo(1);
    }

    @Test
    void passesMoreThanFitsIntoAnyBuffer() throws Exception {
        byte[] much = new byte[8 << 20];
        for (int i = 0; i < much.length; i++) {
            much[i] = (byte) (i * 31);
        }
        Thread sender = new Thread(() -> {
            try {
                client.getOutputStream().write(much);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        sender.start();
        assertThat(server.getInputStream().readNBytes(much.length)).isEqualTo(much);
        sender.join();
    }

    @Test
    void cutResetsBothSides() {
        proxy.cutAll();
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThatThrownBy(() -> server.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(proxy.open()).isZero();
    }

    @Test
    void cutsAfterExactlySoManyBytes() throws IOException {
        proxy.cutAfter(Direction.TO_CLIENT, 4);
        send(server, "abcdefgh");
        assertThat(receive(client, 4)).isEqualTo("abcd");
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);

        try (Socket next = dial();
                Socket accepted = listener.accept()) {
            send(accepted, "abcdefgh");
            assertThat(receive(next, 8)).as("the limit was for once").isEqualTo("abcdefgh");
        }
    }

    @Test
    void stallHoldsBytesBackUntilResumed() throws IOException {
        proxy.stall(Direction.TO_CLIENT);
        send(server, "first");
        client.setSoTimeout(60_000);
        send(client, "still flows");
        assertThat(receive(server, 11)).isEqualTo("still flows");

        send(server, " second");
        byte[] got = new byte[64];
        client.setSoTimeout(100);
        InputStream in = client.getInputStream();
        int early = readOrNothing(in, got);
        assertThat(early).as("at most the read that was under way").isLessThanOrEqualTo(5);

        client.setSoTimeout(60_000);
        proxy.resume(Direction.TO_CLIENT);
        assertThat(new String(got, 0, early, StandardCharsets.UTF_8) + receive(client, 12 - early))
                .isEqualTo("first second");
    }

    private static int readOrNothing(InputStream in, byte[] into) throws IOException {
        try {
            return in.read(into);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    @Test
    void refusesNewConnectionsForAWhile() throws IOException {
        proxy.refuseConnections();
        try (Socket refused = dial()) {
            assertThatThrownBy(() -> refused.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        await().untilAsserted(() -> assertThat(proxy.refused()).isEqualTo(1));
        send(client, "old ones stay");
        assertThat(receive(server, 13)).isEqualTo("old ones stay");

        proxy.acceptConnections();
        try (Socket next = dial();
                Socket accepted = listener.accept()) {
            send(next, "hi");
            assertThat(receive(accepted, 2)).isEqualTo("hi");
        }
    }

    @Test
    void halfCloseEndsOneDirectionOnly() throws IOException {
        proxy.halfClose(Direction.TO_CLIENT);
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        send(client, "onward");
        assertThat(receive(server, 6)).isEqualTo("onward");
    }

    @Test
    void passesAnOrderlyEndOn() throws IOException {
        client.close();
        assertThat(server.getInputStream().read()).isEqualTo(-1);
        server.close();
        await().untilAsserted(() -> assertThat(proxy.open()).isZero());
    }

    @Test
    void closeLeavesNoThread() throws IOException {
        Set<Thread> before = threads();
        try (CuttingProxy other = new CuttingProxy((InetSocketAddress) listener.getLocalSocketAddress());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), other.port());
                Socket accepted = listener.accept()) {
            send(socket, "x");
            assertThat(receive(accepted, 1)).isEqualTo("x");
            assertThat(threads()).hasSizeGreaterThan(before.size());
        }
        await().untilAsserted(() -> assertThat(before).containsAll(threads()));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("multiThreadIoEventLoopGroup"))
                .collect(Collectors.toSet());
    }
}
