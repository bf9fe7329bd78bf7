package io.broadcasthub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageBatch;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What the tests of engines say, in their words: waits for stages, reads logs to their end. */
public final class EngineProbe {
    private static final int DEADLINE_SECONDS = 30;

    private final Engine engine;

    public EngineProbe(Engine engine) {
        this.engine = engine;
    }

    public static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    public static void refused(ErrorCode code, ThrowingCallable call) {
        assertThat(catchThrowable(call))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** For what an engine may do a little later; an engine that does it at once costs no wait. */
    public static void eventually(Callable<Boolean> condition) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(DEADLINE_SECONDS))
                .until(condition);
    }

    public Published publish(String topic, String text) {
        return publish(topic, text, null);
    }

    public Published publish(String topic, String text, @Nullable String dedupe) {
        return get(engine.publish(new Publication(new TopicName(topic), Payload.ofText(text), null, dedupe, null)));
    }

    public Interest subscribe(String filter) {
        return subscribe(filter, () -> {});
    }

    public Interest subscribe(String filter, EngineListener listener) {
        return get(engine.subscribe(new TopicFilter(filter), listener));
    }

    public HistoryPage history(String topic) {
        return get(engine.history(new TopicName(topic), null, Integer.MAX_VALUE));
    }

    /** Everything retained, oldest first; several reads, since batches are small. */
    public static List<Message> retained(LogView log) {
        List<Message> all = new ArrayList<>();
        MessageBatch batch = new MessageBatch(7);
        long next = log.first();
        do {
            assertThat(log.read(next, Integer.MAX_VALUE, batch)).isTrue();
            for (int i = 0; i < batch.size(); i++) {
                all.add(batch.get(i));
            }
            next = batch.last() + 1;
        } while (batch.size() > 0);
        return all;
    }

    public static List<String> texts(List<Message> messages) {
        return messages.stream()
                .map(m -> m.data().toString())
                .map(json -> json.substring(1, json.length() - 1))
                .toList();
    }
}
