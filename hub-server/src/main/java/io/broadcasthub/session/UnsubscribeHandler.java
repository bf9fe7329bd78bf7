package io.broadcasthub.session;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.topic.Cursor;

/** {@code unsubscribe}: nothing of the topic follows the answer. */
final class UnsubscribeHandler {
    private UnsubscribeHandler() {}

    static void handle(ClientFrame.Unsubscribe frame, Conversation conversation) {
        Session session = conversation.session();
        Cursor cursor = session.cursor(frame.topic());
        if (cursor == null) {
            throw new HubException(
                    ErrorCode.NOT_SUBSCRIBED,
                    "there is no subscription of exactly this name",
                    frame.topic().value());
        }
        session.closeCursor(cursor);
        if (frame.id() != null) {
            conversation.answer(new ServerFrame.Ok(frame.id(), frame.topic().value(), null, null, null, null));
        }
    }
}
