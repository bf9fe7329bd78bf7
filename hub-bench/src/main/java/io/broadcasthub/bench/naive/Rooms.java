package io.broadcasthub.bench.naive;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who listens to which topic. */
final class Rooms {
    private final Map<String, ChannelGroup> rooms = new ConcurrentHashMap<>();

    void join(String topic, Channel channel) {
        rooms.computeIfAbsent(topic, t -> new DefaultChannelGroup(t, GlobalEventExecutor.INSTANCE))
                .add(channel);
    }

    void broadcast(String topic, String text) {
        ChannelGroup room = rooms.get(topic);
        if (room != null) {
            room.writeAndFlush(new TextWebSocketFrame(text));
        }
    }
}
