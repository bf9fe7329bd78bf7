package io.broadcasthub.session;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.ServerFrame;
import java.util.Map;
import java.util.function.BiConsumer;

/** Which handler takes which client message. A new message is one record and one line here. */
final class Handlers {
    private static final Map<Class<? extends ClientFrame>, BiConsumer<ClientFrame, Conversation>> BY_TYPE = Map.of(
            ClientFrame.Subscribe.class, (f, c) -> SubscribeHandler.handle((ClientFrame.Subscribe) f, c),
            ClientFrame.Unsubscribe.class, (f, c) -> UnsubscribeHandler.handle((ClientFrame.Unsubscribe) f, c),
            ClientFrame.Publish.class, (f, c) -> PublishHandler.handle((ClientFrame.Publish) f, c),
            ClientFrame.Ping.class, (f, c) -> c.answer(new ServerFrame.Pong(f.id())),
            ClientFrame.Auth.class, (f, c) -> unavailable("this hub has no authentication configured"),
            ClientFrame.Presence.class, (f, c) -> unavailable("this topic has no presence"));

    private Handlers() {}

    static void handle(ClientFrame frame, Conversation conversation) {
        BiConsumer<ClientFrame, Conversation> handler = BY_TYPE.get(frame.getClass());
        if (handler == null) {
            throw new HubException(ErrorCode.UNKNOWN_TYPE, "this hub does not know such a message");
        }
        handler.accept(frame, conversation);
    }

    private static void unavailable(String why) {
        throw new HubException(ErrorCode.UNAVAILABLE, why);
    }
}
