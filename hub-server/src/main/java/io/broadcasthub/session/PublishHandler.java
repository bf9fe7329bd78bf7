package io.broadcasthub.session;

import io.broadcasthub.engine.EngineFailures;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.ServerFrame;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code publish}: into the engine; answered when the message has its place. */
final class PublishHandler {
    private PublishHandler() {}

    static void handle(ClientFrame.Publish frame, Conversation conversation) {
        CompletableFuture<Published> placed = conversation
                .context()
                .publisher()
                .publish(new Publication(frame.topic(), frame.data(), frame.key(), frame.dedupe(), null))
                .toCompletableFuture();
        if (placed.isDone()) {
            placed.whenComplete((p, failure) -> answerOrFail(frame, conversation, p, failure));
            return;
        }
        conversation.publishStarted();
        placed.whenCompleteAsync(
                (p, failure) -> {
                    answerOrFail(frame, conversation, p, failure);
                    conversation.publishEnded();
                },
                conversation.session().loop().eventLoop());
    }

    /** The stage would keep a failure to itself, and the client would wait for ever. */
    private static void answerOrFail(
            ClientFrame.Publish frame,
            Conversation conversation,
            @Nullable Published placed,
            @Nullable Throwable failure) {
        try {
            answer(frame, conversation, placed, failure);
        } catch (RuntimeException | OutOfMemoryError e) {
            conversation.session().failed(e);
        }
    }

    private static void answer(
            ClientFrame.Publish frame,
            Conversation conversation,
            @Nullable Published placed,
            @Nullable Throwable failure) {
        if (placed == null) {
            HubException why =
                    EngineFailures.toHubException(failure, frame.topic().value());
            conversation.refuse(frame.id(), why);
        } else if (frame.id() != null) {
            conversation.answer(ServerFrame.Ok.published(frame.id(), frame.topic(), placed.at()));
        }
    }
}
