package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.torture.peer.Frames;
import io.broadcasthub.bench.torture.peer.Heads;
import io.broadcasthub.bench.torture.peer.HubStream;
import io.broadcasthub.bench.torture.peer.RawPeer;
import io.broadcasthub.protocol.CloseCode;
import java.io.IOException;
import java.util.Random;

/** Peers that go on with nothing and do not go either: the hub has a time-out for each, and ends them. */
enum SilentFault implements Fault {
    NOTHING("connects and says nothing") {
        @Override
        void live(Arena arena, Random random) throws WrongReaction, IOException {
            ended(arena, "", "");
        }
    },
    HALF_A_HEAD("stops within a head") {
        @Override
        void live(Arena arena, Random random) throws WrongReaction, IOException {
            String head = Heads.webSocket(arena.host(), false);
            ended(arena, head.substring(0, 1 + random.nextInt(head.length() - 1)), "");
        }
    },
    HALF_A_BODY("stops within a body") {
        @Override
        void live(Arena arena, Random random) throws WrongReaction, IOException {
            ended(arena, Heads.post(arena.host(), "/topics/" + Arena.BUSY + "0", "text/plain", 1000), "half");
        }
    },
    HALF_A_MESSAGE("stops within a message") {
        @Override
        void live(Arena arena, Random random) throws WrongReaction, IOException {
            try (HubStream stream = HubStream.webSocket(arena.way(Transport.WS))) {
                stream.send(Frames.of(Frames.TEXT, new byte[] {'{'}));
                closedWith(stream, CloseCode.TOO_SLOW);
            }
        }
    },
    NO_PONG("answers no ping") {
        @Override
        void live(Arena arena, Random random) throws WrongReaction, IOException {
            try (HubStream stream = HubStream.webSocket(arena.way(Transport.WS).unanswering())) {
                closedWith(stream, CloseCode.HEARTBEAT_MISSED);
                stream.peer().untilEnded(); // which takes the hub its time-out for closes
            }
        }
    };

    private final String words;

    SilentFault(String words) {
        this.words = words;
    }

    abstract void live(Arena arena, Random random) throws WrongReaction, IOException;

    @Override
    public String label() {
        return "silent peer " + words;
    }

    @Override
    public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
        live(arena, random);
    }

    private static void ended(Arena arena, String head, String rest) throws WrongReaction, IOException {
        try (RawPeer peer = arena.connect()) {
            String said = peer.send(head + rest).untilEnded();
            WrongReaction.unless(!said.startsWith("HTTP/1.1 2") && !said.startsWith("HTTP/1.1 1"), said);
        }
    }

    private static void closedWith(HubStream stream, CloseCode due) throws WrongReaction, IOException {
        int code = stream.untilClosed();
        WrongReaction.unless(code == due.code(), "closed with " + code + ", " + due.code() + " was due");
    }
}
