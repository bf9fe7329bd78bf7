package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadcasthub.engine.EngineHealth;
import io.broadcasthub.testkit.BrokenEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What {@code hub_engine_up} says. */
class EngineStateTest {
    private final CompletableFuture<EngineHealth> answer = new CompletableFuture<>();
    private final EngineState state = new EngineState(new BrokenEngine() {
        @Override
        public CompletionStage<EngineHealth> check() {
            return answer;
        }
    });

    @Test
    void anEngineThatHasBegunIsUpUntilItSaysOtherwise() {
        assertThat(state.isAvailable()).isTrue();
        state.ask();
        assertThat(state.isAvailable()).as("not answered yet").isTrue();
        answer.complete(new EngineHealth(false, "the disk is full"));
        assertThat(state.isAvailable()).isFalse();
    }

    @Test
    void anEngineThatFailsToAnswerIsDown() {
        state.ask();
        answer.completeExceptionally(new IllegalStateException("as the test wants it"));
        assertThat(state.isAvailable()).isFalse();
    }

    @Test
    void anEngineThatThrowsIsDown() {
        EngineState broken = new EngineState(new BrokenEngine());
        assertThatThrownBy(broken::ask).isInstanceOf(RuntimeException.class);
        assertThat(broken.isAvailable()).isFalse();
    }
}
