package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.torture.peer.Frames;
import io.broadcasthub.bench.torture.peer.HubStream;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.RequestId;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import java.io.IOException;
import java.util.Random;

/** Subscribes and unsubscribes in turn on one connection: nothing of the topic follows the answer. */
final class UnsubscribeFault implements Fault {
    private static final int TURNS = 10;
    private static final RequestId ID = new RequestId.Text("u");

    @Override
    public String label() {
        return "ws reader unsubscribes and subscribes";
    }

    @Override
    public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
        String topic = Arena.BUSY + random.nextInt(Arena.BUSY_TOPICS);
        try (HubStream stream = HubStream.subscribe(arena.way(Transport.WS), topic, StartAt.LIVE)) {
            for (int turn = 0; turn < TURNS; turn++) {
                stream.send(Frames.of(new ClientFrame.Unsubscribe(ID, new TopicFilter(topic))));
                stream.answer();
                stream.send(Frames.of(new ClientFrame.Ping(ID)));
                ServerFrame frame = stream.next();
                WrongReaction.unless(frame instanceof ServerFrame.Pong, "after an unsubscribe came " + frame);
                stream.send(Frames.of(
                        new ClientFrame.Subscribe(ID, new TopicFilter(topic), new StartAt.Last(random.nextInt(3)))));
                stream.answer();
            }
            stream.peer().reset();
        }
    }
}
