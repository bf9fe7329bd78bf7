package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.torture.peer.Frames;
import io.broadcasthub.bench.torture.peer.Heads;
import io.broadcasthub.bench.torture.peer.HubStream;
import io.broadcasthub.bench.torture.peer.RawPeer;
import io.broadcasthub.protocol.StartAt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** How a reader goes. */
enum Manner {
    GOODBYE("goes politely"),
    RESET("goes by reset"),
    HALF_CLOSE("half-closes"),
    MID_HANDSHAKE("goes in its handshake"),
    MID_FRAME("goes in a frame or request");

    private static final int NORMAL = 1000;
    private static final int MOST_READ = 5;

    final String words;

    Manner(String words) {
        this.words = words;
    }

    /** Comes, reads a little, and goes. */
    void live(Arena arena, Transport transport, Random random) throws WrongReaction, IOException {
        if (this == MID_HANDSHAKE) {
            begin(arena, transport, random);
            return;
        }
        StartAt start = random.nextBoolean() ? StartAt.LIVE : new StartAt.Last(random.nextInt(20));
        try (HubStream stream = HubStream.subscribe(arena.way(transport), topic(random), start)) {
            for (int count = random.nextInt(MOST_READ); count > 0; count--) {
                stream.next();
            }
            go(arena, stream, transport, random);
        }
    }

    private static String topic(Random random) {
        return random.nextInt(4) == 0 ? Arena.BUSY + "*" : Arena.BUSY + random.nextInt(Arena.BUSY_TOPICS);
    }

    private void go(Arena arena, HubStream stream, Transport transport, Random random)
            throws WrongReaction, IOException {
        switch (this) {
            case GOODBYE -> {
                if (transport == Transport.WS) {
                    stream.sayGoodbye(NORMAL);
                    int code = stream.untilClosed();
                    WrongReaction.unless(code == NORMAL, "a close with 1000 was answered with " + code);
                }
            }
            case HALF_CLOSE -> {
                stream.peer().halfClose();
                stream.peer().untilEnded();
            }
            case MID_FRAME -> {
                byte[] whole = transport == Transport.WS
                        ? Frames.text("{\"type\":\"ping\",\"id\":1}")
                        : Heads.post(arena.host(), "/topics", "application/json", 1)
                                .getBytes(StandardCharsets.US_ASCII);
                stream.send(Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1)));
                leave(stream.peer(), random);
            }
            default -> stream.peer().reset();
        }
    }

    private static void begin(Arena arena, Transport transport, Random random) throws IOException {
        String head = transport == Transport.WS
                ? Heads.webSocket(arena.host(), false)
                : Heads.events(arena.host(), transport, topic(random), StartAt.LIVE);
        try (RawPeer peer = arena.connect()) {
            peer.send(head.substring(0, random.nextInt(head.length())));
            leave(peer, random);
        }
    }

    private static void leave(RawPeer peer, Random random) throws IOException {
        if (random.nextBoolean()) {
            peer.reset();
        }
    }
}
