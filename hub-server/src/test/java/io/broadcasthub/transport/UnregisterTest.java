package io.broadcasthub.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.ledger.Kind;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.session.Admission;
import io.broadcasthub.session.SessionLoop;
import io.broadcasthub.testkit.BrokenEngine;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a connection ends, and whatever else listens to its end, its session is unregistered, and once. */
class UnregisterTest {
    private final Admission admission = new Admission(10, 10);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final EmbeddedChannel stays = new EmbeddedChannel();
    private final SessionLoop loop = EmbeddedConnection.sessions(
            EmbeddedConnection.config(), new BrokenEngine(), new HubMetrics(), channel.eventLoop());

    @AfterEach
    void end() {
        stays.finishAndReleaseAll();
        channel.finishAndReleaseAll();
        assertRegistered(0);
    }

    private void accept(EmbeddedChannel accepted, Runnable beforeItIsRegistered) {
        accepted.pipeline()
                .addLast(new ConnectionGuard(
                        eventLoop -> {
                            beforeItIsRegistered.run();
                            return loop;
                        },
                        admission,
                        () -> null,
                        new Router(List.of(), "the test"),
                        new OriginPolicy(List.of()),
                        RequestLimits.ofBody(1)));
    }

    private void assertRegistered(int connections) {
        assertThat(loop.size()).isEqualTo(connections);
        assertThat(admission.open()).isEqualTo(connections);
        assertThat(admission.handshakes()).isEqualTo(connections);
        assertThat(loop.topics().ledger().open(Kind.CONNECTION)).isEqualTo(connections);
    }

    @Test
    void aListenerOfTheCloseThatThrowsDoesNotStopIt() {
        AtomicInteger thrown = new AtomicInteger();
        channel.closeFuture().addListener(closed -> {
            thrown.incrementAndGet();
            throw new IllegalStateException("a listener that throws, as the test wants it");
        });
        accept(channel, () -> {});
        assertRegistered(1);

        channel.close();
        assertThat(thrown).hasValue(1);
        assertRegistered(0);
    }

    @Test
    void whoIsClosedBeforeTheListenerIsAddedIsUnregistered() {
        AtomicInteger late = new AtomicInteger();
        accept(channel, () -> {
            channel.close();
            late.incrementAndGet();
        });
        assertThat(late).as("it was on its way in").hasValue(1);
        assertThat(channel.isOpen()).isFalse();
        assertRegistered(0);
    }

    @Test
    void whoIsClosedTwiceIsUnregisteredOnce() {
        accept(stays, () -> {});
        accept(channel, () -> {});
        assertRegistered(2);

        channel.close();
        channel.close();
        channel.pipeline().close();
        assertRegistered(1);
    }
}
