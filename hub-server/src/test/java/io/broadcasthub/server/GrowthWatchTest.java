package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.session.SessionLoop;
import io.broadcasthub.testkit.LogEvents;
import io.netty.channel.DefaultEventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of samples that fail. */
class GrowthWatchTest {
    /** Takes tasks, or refuses them as one that has ended does. */
    private static final class Refusing extends DefaultEventLoop {
        private volatile boolean refuses;

        @Override
        public void execute(Runnable task) {
            if (refuses) {
                throw new RejectedExecutionException("refused");
            }
            super.execute(task);
        }
    }

    private final Refusing loop = new Refusing();
    private final TaskScope scope = Environment.system().threads().scope("test-growth");
    private final GrowthWatch watch = new GrowthWatch(
            new Loops(loop, loop, l -> new SessionLoop(l, null, HealthTest.context())),
            scope,
            ConfigLoader.defaults().diagnostics());
    private final LogEvents told = new LogEvents(GrowthWatch.class);

    @AfterEach
    void end() {
        told.close();
        scope.close();
        loop.refuses = false;
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void sample(boolean fails) {
        loop.refuses = fails;
        watch.sample();
        if (!fails) {
            loop.submit(() -> {}).awaitUninterruptibly();
        }
        CompletableFuture.runAsync(() -> {}, scope.executor()).join();
    }

    @Test
    void aFailureIsToldOnceUntilASampleWorksAgain() {
        sample(false);
        assertThat(told.all()).isEmpty();
        sample(true);
        sample(true);
        assertThat(told.all()).singleElement().satisfies(event -> {
            assertThat(event.getLevel().levelStr).isEqualTo("WARN");
            assertThat(event.getMessage()).startsWith("counting silent connections failed");
            assertThat(event.getThrowableProxy().getMessage()).contains("refused");
        });
        sample(false);
        sample(true);
        assertThat(told.all()).hasSize(2);
    }

    @Test
    void nothingIsToldOnceTheScopeHasEnded() {
        scope.close();
        loop.refuses = true;
        watch.sample();
        assertThat(told.all()).isEmpty();
    }
}
