package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.metrics.HubMetrics;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gate on a listener, without a listener: what matters is whether the channel reads. */
class AcceptGateTest {
    private final OpenFiles files = new OpenFiles(256, () -> 100);
    private final AcceptGate gate = new AcceptGate(new HubMetrics().load(), files);
    private final EmbeddedChannel channel = new EmbeddedChannel(gate);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void open(boolean room) {
        gate.open(room);
        channel.runPendingTasks();
    }

    @Test
    void closesAndOpensWithTheDescriptors() {
        open(true);
        assertThat(gate.isPaused()).isFalse();
        open(false);
        assertThat(gate.isPaused()).isTrue();
        open(false);
        assertThat(gate.isPaused()).isTrue();
        open(true);
        assertThat(gate.isPaused()).isFalse();
    }

    @Test
    void takesAFailureForShortage() {
        channel.pipeline().fireExceptionCaught(new IOException("accept(..) failed: Too many open files"));
        // It is not handed on: this would throw it.
        channel.checkException();
        assertThat(gate.isPaused()).isTrue();
        assertThat(files.isExhausted()).isTrue();
        assertThat(files.used(3)).isEqualTo(files.limit());
        files.count(3);
        open(true);
        assertThat(gate.isPaused()).isFalse();
        assertThat(files.used(3)).isEqualTo(100);
    }

    @Test
    void countingMayFail() {
        OpenFiles blind = new OpenFiles(256, () -> {
            throw new InternalError("errno: 24 error: Unable to open directory /proc/self/fd");
        });
        assertThat(blind.isExhausted()).isTrue();
        assertThat(blind.used(1)).isEqualTo(256);
    }

    @Test
    void keepsSomeDescriptorsSpare() {
        assertThat(files.room()).isEqualTo(256 - 100 - 32);
        assertThat(files.pauseAt()).isEqualTo(240);
        assertThat(new OpenFiles(20_000, () -> 60).room()).isEqualTo(20_000 - 60 - 168);
    }

    @Test
    void aGateWithoutAListenerIsNotOpen() {
        AcceptGate unbound = new AcceptGate(new HubMetrics().load(), files);
        unbound.open(true);
        assertThat(unbound.isOpen()).isFalse();
        assertThat(unbound.isPaused()).isFalse();
        assertThat(gate.isOpen()).isTrue();
    }
}
