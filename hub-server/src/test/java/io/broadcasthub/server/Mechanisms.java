package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.broadcasthub.config.NetConfig.TransportKind;
import io.broadcasthub.testkit.TestHub;
import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Hubs for tests that hold on each mechanism of the operating system. One that is not to be had here is skipped, with the
 * reason; where CI is set, only if it is the kernel or a container that forbids it: that is no fault of the hub's.
 */
final class Mechanisms {
    private static final Path FORBIDDEN = Path.of("/proc/sys/kernel/io_uring_disabled");
    private static final Path STATUS = Path.of("/proc/self/status");

    private Mechanisms() {}

    /** A hub on exactly this mechanism. */
    static TestHub start(TransportKind kind, String... settings) {
        assume(kind);
        List<String> all = new ArrayList<>(List.of("net.transport", name(kind)));
        all.addAll(List.of(settings));
        TestHub hub = TestHub.start(all.toArray(String[]::new));
        assertThat(hub.server().wiring().platform.io().name()).isEqualTo(name(kind));
        return hub;
    }

    /** The one that the hub has. */
    static Channel onlyConnection(TestHub hub) {
        List<Channel> channels = new ArrayList<>();
        hub.server()
                .wiring()
                .loops
                .onEach(loop -> loop.forEach(session -> channels.add(session.channel())))
                .join();
        assertThat(channels).hasSize(1);
        return channels.get(0);
    }

    /** As the configuration writes it. */
    static String name(TransportKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static void assume(TransportKind kind) {
        switch (kind) {
            case EPOLL -> require(Epoll.isAvailable(), false, "no epoll here: " + Epoll.unavailabilityCause());
            case IO_URING ->
                require(Uring.isAvailable(), isIoUringForbidden(), "no io_uring here: " + Uring.unavailabilityCause());
            case AUTO, NIO -> {}
        }
    }

    private static void require(boolean available, boolean forbidden, String reason) {
        if (Boolean.parseBoolean(System.getenv("CI")) && !forbidden) {
            assertThat(available)
                    .as("in CI nothing is skipped that is allowed: " + reason)
                    .isTrue();
        }
        assumeTrue(available, reason);
    }

    /** By the administrator, or by what filters the calls of this process, as Docker's default profile does. */
    private static boolean isIoUringForbidden() {
        try {
            return (Files.exists(FORBIDDEN)
                            && !Files.readString(FORBIDDEN).strip().equals("0"))
                    || Files.readAllLines(STATUS).stream()
                            .anyMatch(line -> line.startsWith("Seccomp:") && !line.endsWith("0"));
        } catch (IOException notLinux) {
            return true;
        }
    }
}
