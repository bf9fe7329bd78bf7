package io.broadcasthub.session;

import io.broadcasthub.limits.Work;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.topic.Cursor;
import io.broadcasthub.topic.SubscribeOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code subscribe}: a cursor on the topic. */
final class SubscribeHandler {
    private static final Duration SOON = Duration.ofSeconds(1);

    private SubscribeHandler() {}

    static void handle(ClientFrame.Subscribe frame, Conversation conversation) {
        Session session = conversation.session();
        String topic = frame.topic().value();
        if (session.cursor(frame.topic()) != null) {
            throw new HubException(ErrorCode.ALREADY_SUBSCRIBED, "unsubscribe first to start elsewhere", topic);
        }
        int max = conversation.context().limits().maxTopics();
        if (session.cursors().size() >= max) {
            throw new HubException(
                    ErrorCode.TOO_MANY_TOPICS,
                    "a connection may have " + max + " topics (limits.max-topics); unsubscribe one, or use a pattern",
                    topic);
        }
        if (!conversation.allowsSubscribe()) {
            throw new HubException(ErrorCode.RATE_LIMITED, "too many subscribes; wait", topic, SOON);
        }
        conversation.context().load().require(Work.SUBSCRIBE);
        Cursor cursor = session.openCursor(frame.topic());
        cursor.start(frame.start(), new SubscribeOutcome() {
            @Override
            public void subscribed(@Nullable Position at, @Nullable Boolean recovered) {
                if (frame.id() != null) {
                    conversation.answer(ServerFrame.Ok.subscribed(frame.id(), frame.topic(), at, recovered));
                }
            }

            @Override
            public void refused(HubException why) {
                session.closeCursor(cursor);
                conversation.refuse(frame.id(), why);
            }
        });
    }
}
