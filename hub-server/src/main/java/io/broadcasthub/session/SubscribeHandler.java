package io.broadcasthub.session;

import io.broadcasthub.limits.Work;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.RequestId;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
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
        subscribe(session, frame.topic(), frame.start(), frame.id());
    }

    /** @param id of the request that is answered; null if it has none, and only a refusal is told */
    static void subscribe(Session session, TopicFilter topic, StartAt start, @Nullable RequestId id) {
        session.loop().context().load().require(Work.SUBSCRIBE);
        Cursor cursor = session.openCursor(topic);
        cursor.start(start, new SubscribeOutcome() {
            @Override
            public void subscribed(@Nullable Position at, @Nullable Boolean recovered) {
                if (id != null) {
                    session.conversation().answer(ServerFrame.Ok.subscribed(id, topic, at, recovered));
                }
            }

            @Override
            public void refused(HubException why) {
                session.closeCursor(cursor);
                session.conversation().refuse(id, why);
            }
        });
    }
}
