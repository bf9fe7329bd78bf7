package io.broadcasthub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.LimitsConfig;
import io.broadcasthub.config.Sources;
import io.broadcasthub.limits.IdleGovernor;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the sweep makes of a connection, by the clock of the test. */
class WatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter());
    private final Watch watch = new Watch(0, Duration.ofSeconds(5));
    private short written;

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private static SessionContext context() {
        LimitsConfig limits = ConfigLoader.load(Sources.none().set("limits.stall-timeout", "30s"))
                .config()
                .limits();
        HubMetrics metrics = new HubMetrics();
        LoadGovernor load = IdleGovernor.of(metrics);
        return new SessionContext(
                limits,
                HEARTBEAT,
                "test",
                new JsonFrameCodec(),
                null,
                new SessionNames(new Random()),
                metrics,
                new Random(),
                load,
                new AccessLog(false, load));
    }

    private Watch.Finding check(long seconds) {
        return check(seconds, true);
    }

    private Watch.Finding check(long seconds, boolean peerAnswers) {
        return watch.check(seconds * SECOND, channel, written, peerAnswers, 0, context());
    }

    /** Queues bytes that the peer has not taken, more than there may be. */
    private void queue(int bytes) {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
        queueLittle(bytes);
        assertThat(channel.isWritable()).isFalse();
    }

    private void queueLittle(int bytes) {
        channel.write(Unpooled.wrappedBuffer(new byte[bytes]));
        written++;
        waiting().addFlush();
    }

    private ChannelOutboundBuffer waiting() {
        return channel.unsafe().outboundBuffer();
    }

    @Test
    void asksBeforeItGivesUp() {
        watch.live(0);
        assertThat(check(7)).isEqualTo(Watch.Finding.FINE);
        assertThat(check(8)).isEqualTo(Watch.Finding.HEARTBEAT_DUE);
        watch.asked(8 * SECOND);
        assertThat(check(9)).isEqualTo(Watch.Finding.FINE);
        assertThat(check(19)).isEqualTo(Watch.Finding.HEARTBEAT_DUE);
        assertThat(check(20)).isEqualTo(Watch.Finding.UNHEARD);
        watch.heard(20 * SECOND);
        watch.wrote(20 * SECOND);
        assertThat(check(21)).isEqualTo(Watch.Finding.FINE);
    }

    @Test
    void asksBusyReadersToo() {
        watch.live(0);
        watch.wrote(8 * SECOND);
        assertThat(check(8)).as("messages are not answered").isEqualTo(Watch.Finding.HEARTBEAT_DUE);
    }

    @Test
    void asksOneAfterTheOtherOfThoseWhoBeganTogether() {
        watch.live(0);
        assertThat(List.of(0.0, 0.4, 0.9)).allSatisfy(early -> {
            long due = (long) (SECOND * (7.5 - 2.5 * early));
            assertThat(checkEarly(due - SECOND / 100, early)).isEqualTo(Watch.Finding.FINE);
            assertThat(checkEarly(due + SECOND / 100, early)).isEqualTo(Watch.Finding.HEARTBEAT_DUE);
        });
    }

    private Watch.Finding checkEarly(long nanos, double early) {
        return watch.check(nanos, channel, written, true, early, context());
    }

    @Test
    void endsWhoTakesNothing() {
        watch.live(0);
        queue(100);
        assertThat(check(0)).isEqualTo(Watch.Finding.FINE);
        assertThat(check(29)).isEqualTo(Watch.Finding.FINE);
        assertThat(check(30)).isEqualTo(Watch.Finding.STALLED);
    }

    @Test
    void endsWhoTakesNothingOfALittle() {
        watch.live(0);
        assertThat(check(5, false)).isEqualTo(Watch.Finding.FINE);
        queueLittle(100);
        assertThat(channel.isWritable()).isTrue();
        for (int second = 6; second < 36; second++) {
            assertThat(check(second, false)).isNotEqualTo(Watch.Finding.STALLED);
            queueLittle(100);
        }
        assertThat(check(36, false)).as("more to take is no progress").isEqualTo(Watch.Finding.STALLED);
    }

    @Test
    void keepsWhoTakesAsMuchAsIsAdded() {
        watch.live(0);
        queueLittle(100);
        queueLittle(100);
        for (int second = 10; second < 200; second += 10) {
            assertThat(check(second)).isNotIn(Watch.Finding.STALLED, Watch.Finding.UNHEARD);
            queueLittle(100);
            waiting().removeBytes(100);
        }
        for (int second = 200; second < 400; second += 10) {
            assertThat(check(second)).isNotIn(Watch.Finding.STALLED, Watch.Finding.UNHEARD);
            waiting().removeBytes(1);
        }
    }

    @Test
    void doesNotTakeRoomInTheKernelForLife() {
        watch.live(0);
        for (int second = 5; second < 20; second += 5) {
            assertThat(check(second)).isNotEqualTo(Watch.Finding.UNHEARD);
            queueLittle(100);
            waiting().removeBytes(100);
        }
        queueLittle(100);
        assertThat(check(20)).as("it has not been heard of").isEqualTo(Watch.Finding.UNHEARD);
    }

    @Test
    void beginsAnewOnceNothingWaits() {
        watch.live(0);
        queueLittle(100);
        assertThat(check(5)).isEqualTo(Watch.Finding.FINE);
        waiting().removeBytes(100);
        for (int second = 6; second < 60; second++) {
            assertThat(check(second, false)).as("nothing waits").isNotEqualTo(Watch.Finding.STALLED);
        }
        queueLittle(100);
        for (int second = 60; second < 90; second++) {
            assertThat(check(second, false)).isNotEqualTo(Watch.Finding.STALLED);
        }
        assertThat(check(90, false)).as("since the first look that it waits at").isEqualTo(Watch.Finding.STALLED);
    }

    @Test
    void countsFromWhatWasTakenBetweenLooks() {
        watch.live(0);
        watch.tookData(3 * SECOND);
        queue(100);
        assertThat(check(5, false)).isEqualTo(Watch.Finding.FINE);
        watch.tookData(15 * SECOND);
        assertThat(check(44, false)).isEqualTo(Watch.Finding.FINE);
        assertThat(check(45, false)).isEqualTo(Watch.Finding.STALLED);
    }

    @Test
    void keepsWhoTakesALittleEachTime() {
        watch.live(0);
        queue(100);
        for (int second = 20; second < 200; second += 20) {
            watch.tookData(second * SECOND);
            assertThat(check(second + 15)).isEqualTo(Watch.Finding.FINE);
        }
    }

    @Test
    void countsWhatWasTakenAsLife() {
        watch.live(0);
        queue(100);
        assertThat(check(25)).as("no ping fits in while data is queued").isEqualTo(Watch.Finding.FINE);
        channel.flushOutbound();
        assertThat(channel.isWritable()).isTrue();
        watch.tookData(26 * SECOND);
        assertThat(check(27)).as("so there was nothing to answer yet").isNotEqualTo(Watch.Finding.UNHEARD);
    }

    @Test
    void keepsDeadlines() {
        assertThat(watch.isOver(5 * SECOND - 1)).isFalse();
        assertThat(watch.isOver(5 * SECOND)).isTrue();
        watch.noDeadline();
        assertThat(watch.isOver(Long.MAX_VALUE)).isFalse();
        watch.live(0);
        watch.deadline(0, Duration.ofSeconds(3));
        assertThat(check(3)).isEqualTo(Watch.Finding.OVERDUE);
    }
}
