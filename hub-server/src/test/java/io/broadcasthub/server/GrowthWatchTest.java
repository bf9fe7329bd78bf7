package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.session.SessionLoop;
import io.netty.channel.DefaultEventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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
    private final Logger log = (Logger) LoggerFactory.getLogger(GrowthWatch.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    @BeforeEach
    void listen() {
        told.start();
        log.addAppender(told);
    }

    @AfterEach
    void end() {
        log.detachAppender(told);
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
        assertThat(told.list).isEmpty();
        sample(true);
        sample(true);
        assertThat(told.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel().levelStr).isEqualTo("WARN");
            assertThat(event.getMessage()).startsWith("counting silent connections failed");
            assertThat(event.getThrowableProxy().getMessage()).contains("refused");
        });
        sample(false);
        sample(true);
        assertThat(told.list).hasSize(2);
    }

    @Test
    void nothingIsToldOnceTheScopeHasEnded() {
        scope.close();
        loop.refuses = true;
        watch.sample();
        assertThat(told.list).isEmpty();
    }
}
