package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.engine.EngineHealth;
import io.broadcasthub.limits.IdleGovernor;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.limits.LoadSample;
import io.broadcasthub.limits.Reading;
import io.broadcasthub.limits.Resource;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.session.SessionContext;
import io.broadcasthub.session.SessionLoop;
import io.broadcasthub.testkit.BrokenEngine;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the probes are told of loops that hang or ended, of a listener that closed, and of the load. */
class HealthTest {
    private static final class SoundEngine extends BrokenEngine {
        @Override
        public CompletionStage<EngineHealth> check() {
            return CompletableFuture.completedFuture(EngineHealth.OK);
        }
    }

    private final HubMetrics metrics = new HubMetrics();
    private final LoadGovernor governor = IdleGovernor.of(metrics);
    private final AcceptGate gate = new AcceptGate(metrics.load(), new OpenFiles(256, () -> 50));
    private final EmbeddedChannel listener = new EmbeddedChannel(gate);

    @AfterEach
    void close() {
        listener.finishAndReleaseAll();
    }

    /** Of loops without a session. */
    static SessionContext context() {
        HubConfig config = ConfigLoader.defaults();
        return new SessionContext(
                config.limits(), config.heartbeat(), "test", null, null, null, null, null, null, null);
    }

    private LoopPulse pulse(EventLoop loop) {
        return new LoopPulse(new SessionLoop(loop, null, context()), metrics.load());
    }

    private Health health(LoopPulse pulse) {
        Health health = new Health(new SoundEngine(), governor, List.of(pulse), gate);
        health.started();
        return health;
    }

    private static EngineHealth get(CompletionStage<EngineHealth> answer) {
        return answer.toCompletableFuture().join();
    }

    @Test
    void aLoopThatHangsIsNotReadyAndAlive() {
        listener.freezeTime();
        LoopPulse pulse = pulse(listener.eventLoop());
        Health health = health(pulse);
        pulse.ask();
        listener.advanceTimeBy(9, TimeUnit.SECONDS);
        assertThat(get(health.ready()).available()).isTrue();
        listener.advanceTimeBy(2, TimeUnit.SECONDS);
        pulse.ask();
        assertThat(get(health.ready()).reason()).isEqualTo("an event loop has not answered for 11 s");
        assertThat(get(health.live()).available()).isTrue();
        listener.runPendingTasks();
        pulse.ask();
        listener.runPendingTasks();
        assertThat(get(health.ready()).available()).isTrue();
    }

    @Test
    void aLoopThatEndedIsTheEnd() {
        DefaultEventLoop loop = new DefaultEventLoop();
        LoopPulse pulse = pulse(loop);
        Health health = health(pulse);
        assertThat(get(health.live()).available()).isTrue();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
        pulse.ask();
        assertThat(get(health.live()).available()).isFalse();
        assertThat(get(health.ready()).available()).isFalse();
    }

    @Test
    void aListenerThatClosedIsNotReady() {
        Health health = health(pulse(listener.eventLoop()));
        listener.close();
        assertThat(get(health.ready()).reason()).contains("listener is closed");
    }

    @Test
    void readyWhileItShedsAndNotWhileItRefuses() {
        Health health = health(pulse(listener.eventLoop()));
        governor.sample(new LoadSample(Map.of(Resource.HEAP, new Reading(92, 100))));
        assertThat(get(health.ready())).isEqualTo(new EngineHealth(true, "load level shed: heap"));
        governor.sample(new LoadSample(Map.of(Resource.HEAP, new Reading(100, 100))));
        assertThat(get(health.ready())).isEqualTo(new EngineHealth(false, "load level refuse: heap"));
    }
}
