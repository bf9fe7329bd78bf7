package io.broadcasthub.server;

import static io.broadcasthub.server.AuditedHub.onLoop;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.NetConfig.TransportKind;
import io.broadcasthub.testkit.TestHub;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop accepts as many in one go as it was told to; with io_uring all who wait, since Netty looks on until nobody does. */
class AcceptsIT {
    private static final int ACCEPTS = 5;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void acceptsSeveralBeforeItLooksAfterOthers(TransportKind kind) throws Exception {
        try (TestHub hub = Mechanisms.start(
                kind, "net.event-loops", "1", "net.accepts", String.valueOf(ACCEPTS), "net.defer-accept", "0s")) {
            CompletableFuture<Integer> accepted = new CompletableFuture<>();
            onLoop(hub.server(), loop -> {
                // While the loop does this it accepts nobody; then it asks its sockets once, and does what is due.
                for (int i = 0; i < 3 * ACCEPTS; i++) {
                    hub.connect();
                }
                loop.eventLoop().schedule(() -> accepted.complete(loop.size()), 0, TimeUnit.NANOSECONDS);
            });
            if (kind == TransportKind.IO_URING) {
                assertThat(accepted.get(30, TimeUnit.SECONDS)).isBetween(ACCEPTS, 3 * ACCEPTS);
            } else {
                assertThat(accepted.get(30, TimeUnit.SECONDS)).isEqualTo(ACCEPTS);
            }
        }
    }
}
