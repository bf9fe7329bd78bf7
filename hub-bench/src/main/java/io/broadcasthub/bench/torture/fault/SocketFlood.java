package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.torture.peer.Frames;
import io.broadcasthub.bench.torture.peer.HubStream;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.RequestId;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Too much at once over a WebSocket: each request has its answer, in order, or the connection its close code. */
enum SocketFlood implements Fault {
    PUBLISHES("1,000 publishes at once") {
        @Override
        void flood(HubStream stream, Random random) throws WrongReaction, IOException {
            Payload data = Payload.ofText("x".repeat(random.nextInt(200)));
            TopicName topic = new TopicName(HttpFlood.topic(random));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < 1_000; i++) {
                all.writeBytes(Frames.of(new ClientFrame.Publish(new RequestId.Numeric(i), topic, data, null, null)));
            }
            stream.send(all.toByteArray());
            answered(stream, 1_000, EnumSet.of(ErrorCode.OVERLOADED, ErrorCode.RATE_LIMITED, ErrorCode.UNAVAILABLE));
        }
    },
    LARGE_PUBLISHES("20 publishes over the limit") {
        @Override
        void flood(HubStream stream, Random random) throws WrongReaction, IOException {
            closedWith(
                    stream,
                    Frames.text("{\"type\":\"publish\",\"topic\":\"a\",\"data\":\"" + "x".repeat(70_000) + "\"}"),
                    20,
                    CloseCode.MESSAGE_TOO_BIG);
        }
    },
    SUBSCRIPTIONS("200 subscriptions") {
        @Override
        void flood(HubStream stream, Random random) throws WrongReaction, IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < 200; i++) {
                TopicFilter topic = new TopicFilter("many." + random.nextInt(20) + '.' + i);
                all.writeBytes(Frames.of(new ClientFrame.Subscribe(new RequestId.Numeric(i), topic, StartAt.LIVE)));
            }
            stream.send(all.toByteArray());
            int taken = answered(
                    stream, 200, EnumSet.of(ErrorCode.TOO_MANY_TOPICS, ErrorCode.RATE_LIMITED, ErrorCode.OVERLOADED));
            WrongReaction.unless(taken <= MAX_TOPICS, taken + " subscriptions were taken");
        }
    },
    PINGS("200 control frames") {
        @Override
        void flood(HubStream stream, Random random) throws WrongReaction, IOException {
            closedWith(stream, Frames.of(Frames.FIN | PING, new byte[0]), 200, CloseCode.RATE_LIMITED);
        }
    },
    ERRORS("50 errors") {
        @Override
        void flood(HubStream stream, Random random) throws WrongReaction, IOException {
            closedWith(stream, Frames.text("{\"type\":"), 50, CloseCode.TOO_MANY_ERRORS);
        }
    };

    private static final int PING = 9;
    /** The hub's default. */
    private static final int MAX_TOPICS = 128;

    /** Not a close code. */
    private static final int RESET = 0;

    private final String words;

    SocketFlood(String words) {
        this.words = words;
    }

    abstract void flood(HubStream stream, Random random) throws WrongReaction, IOException;

    @Override
    public String label() {
        return "flood: " + words;
    }

    @Override
    public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
        try (HubStream stream = HubStream.webSocket(arena.way(Transport.WS))) {
            flood(stream, random);
        }
    }

    /**
     * Each of the ids from 0 on must be answered once, and what was placed must have been placed in their order.
     *
     * @return how many with ok
     */
    private static int answered(HubStream stream, int count, Set<ErrorCode> refusals)
            throws WrongReaction, IOException {
        Set<RequestId> open = new HashSet<>();
        NavigableMap<Long, Long> places = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            open.add(new RequestId.Numeric(i));
        }
        int taken = 0;
        while (!open.isEmpty()) {
            ServerFrame frame = stream.next();
            if (frame instanceof ServerFrame.Ok ok && open.remove(ok.id()) && ok.id() instanceof RequestId.Numeric id) {
                taken++;
                places.put(id.value(), ok.at() == null ? 0 : ok.at().offset());
            } else {
                boolean refused = frame instanceof ServerFrame.Failure failure
                        && failure.id() != null
                        && refusals.contains(failure.code())
                        && open.remove(failure.id());
                WrongReaction.unless(refused, "one of " + count + " requests was answered " + frame);
            }
        }
        long last = 0;
        for (long place : places.values()) {
            WrongReaction.unless(place >= last, "offset " + place + " was given after " + last);
            last = place;
        }
        return taken;
    }

    private static void closedWith(HubStream stream, byte[] frame, int times, CloseCode due)
            throws WrongReaction, IOException {
        try {
            for (int i = 0; i < times; i++) {
                stream.send(frame);
            }
        } catch (IOException e) {
            // the hub may end it before it has all
        }
        int code = closed(stream);
        WrongReaction.unless(
                code == due.code() || code == RESET, "closed with " + code + ", " + due.code() + " was due");
    }

    /** A reset may overtake the close, as the hub does not read on. */
    private static int closed(HubStream stream) throws IOException {
        try {
            return stream.untilClosed();
        } catch (SocketException e) {
            return RESET;
        }
    }
}
