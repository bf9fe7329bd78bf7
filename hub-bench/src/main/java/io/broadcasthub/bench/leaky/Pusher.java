package io.broadcasthub.bench.leaky;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Sends one client what comes for its topic, until it is interrupted. */
final class Pusher extends Thread {
    private final String topic;
    private final Channel client;
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

    Pusher(String topic, Channel client) {
        super("pusher");
        this.topic = topic;
        this.client = client;
    }

    void offer(String of, String message) {
        if (of.equals(topic)) {
            queue.add(message);
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                client.writeAndFlush(new TextWebSocketFrame(queue.take()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
