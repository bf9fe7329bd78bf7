package io.broadcasthub.bench.torture.peer;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.wire.ChunkedLines;
import io.broadcasthub.bench.wire.ClientFrames;
import io.broadcasthub.bench.wire.FrameInflater;
import io.broadcasthub.bench.wire.HttpConnection;
import io.broadcasthub.bench.wire.ProtocolViolation;
import io.broadcasthub.bench.wire.ResponseHead;
import io.broadcasthub.bench.wire.Scanner;
import io.broadcasthub.bench.wire.Sink;
import io.broadcasthub.bench.wire.WebSocketScanner;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.RequestId;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a hub says over a WebSocket, SSE or NDJSON, object by object, each held against the protocol. One thread.
 *
 * @see RawPeer for what it sends and how it goes
 */
public final class HubStream implements AutoCloseable {
    private static final RequestId SUBSCRIBE = new RequestId.Text("subscribe");
    private static final int SWITCHED = 101;
    private static final int OK = 200;

    private final Way way;
    private final RawPeer peer;
    private final Scanner scanner;
    private final Deque<ServerFrame> heard = new ArrayDeque<>();
    private final @Nullable FrameInflater inflater;
    private final Sink sink = new Inbox();
    private @Nullable Integer closed;
    private @Nullable Boolean recovered;

    private HubStream(Way way, RawPeer peer) {
        this.way = way;
        this.peer = peer;
        this.scanner = way.transport() == Transport.WS ? WebSocketScanner.INSTANCE : new ChunkedLines();
        this.inflater = way.deflate() ? new FrameInflater() : null;
    }

    /** A WebSocket that has been welcomed. */
    public static HubStream webSocket(Way way) throws IOException {
        HubStream stream = open(way, Heads.webSocket(way.host(), way.deflate()) + "\r\n", SWITCHED);
        try {
            stream.next(ServerFrame.Welcome.class);
            return stream;
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    /**
     * A subscriber.
     *
     * @throws Refused if the hub would not
     */
    public static HubStream subscribe(Way way, String filter, StartAt start) throws IOException {
        if (way.transport() != Transport.WS) {
            return open(way, Heads.events(way.host(), way.transport(), filter, start) + "\r\n", OK);
        }
        HubStream stream = webSocket(way);
        try {
            stream.send(Frames.of(new ClientFrame.Subscribe(SUBSCRIBE, new TopicFilter(filter), start)));
            stream.recovered = stream.answer().recovered();
            return stream;
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    private static HubStream open(Way way, String request, int status) throws IOException {
        RawPeer peer = way.connect();
        try {
            peer.send(request);
            ResponseHead head = HttpPeer.head(peer);
            if (head == null) {
                throw new StreamEnded(StreamEnded.BROKEN, "no answer");
            }
            if (HttpPeer.status(head) != status) {
                HttpConnection.Answer answer = HttpPeer.answer(peer);
                throw new Refused(HttpPeer.status(head), answer == null ? "" : answer.body());
            }
            peer.used(head.end());
            return new HubStream(way, peer);
        } catch (IOException e) {
            peer.close();
            throw e;
        }
    }

    public RawPeer peer() {
        return peer;
    }

    /** Whether the hub said that nothing was missed; null where it was not asked, or does not say. */
    public @Nullable Boolean recovered() {
        return recovered;
    }

    public void send(byte[] bytes) throws IOException {
        peer.send(bytes);
    }

    /**
     * The next thing the hub says; blocks until then.
     *
     * @throws StreamEnded if it ended the stream
     * @throws java.net.SocketTimeoutException if it says nothing for too long
     * @throws ProtocolViolation if what it says is not of the protocol
     */
    public ServerFrame next() throws IOException {
        scan(); // something may have come together with the head
        while (heard.isEmpty()) {
            if (closed != null) {
                throw new StreamEnded(closed, "");
            }
            if (!peer.more()) {
                throw new StreamEnded(StreamEnded.BROKEN, "without a close");
            }
            scan();
        }
        return heard.remove();
    }

    private void scan() {
        peer.used(scanner.scan(peer.buffer(), peer.from(), peer.to(), sink));
    }

    /** Passes over what else comes. */
    public <T extends ServerFrame> T next(Class<T> type) throws IOException {
        while (true) {
            ServerFrame frame = next();
            if (type.isInstance(frame)) {
                return type.cast(frame);
            }
        }
    }

    /** The next ok; an error in its place is thrown. Passes over what else comes. */
    public ServerFrame.Ok answer() throws IOException {
        while (true) {
            ServerFrame frame = next();
            if (frame instanceof ServerFrame.Ok ok) {
                return ok;
            } else if (frame instanceof ServerFrame.Failure failure) {
                String code = failure.code().wireName();
                throw new Refused(failure.code().httpStatus(), "{\"code\":\"" + code + "\"} " + failure.message());
            }
        }
    }

    /** Blocks until the hub ends it, and tells the code. */
    public int untilClosed() throws IOException {
        try {
            while (true) {
                next();
            }
        } catch (StreamEnded e) {
            return e.code();
        }
    }

    /** The close of a WebSocket that wants to go; the hub's is waited for by {@link #untilClosed}. */
    public void sayGoodbye(int code) throws IOException {
        send(Frames.close(code));
    }

    @Override
    public void close() throws IOException {
        if (inflater != null) {
            inflater.close();
        }
        peer.close();
    }

    private final class Inbox implements Sink {
        @Override
        public void text(byte[] b, int from, int to) {
            ServerFrame frame = read(b, from, to);
            heard.add(frame);
            if (frame instanceof ServerFrame.Bye bye && way.transport() != Transport.WS) {
                closed = bye.code();
            }
        }

        @Override
        public void deflated(byte[] b, int from, int to) {
            if (inflater == null) {
                throw new ProtocolViolation("a compressed message, although no compression was agreed to");
            }
            inflater.inflate(b, from, to, this);
        }

        @Override
        public void ping(byte[] b, int from, int to) {
            answer(Frames.of(Frames.FIN | ClientFrames.PONG, Arrays.copyOfRange(b, from, to)));
        }

        @Override
        public void close(int code) {
            if (closed == null) {
                closed = code == 0 ? StreamEnded.BROKEN : code;
                if (way.transport() == Transport.WS) {
                    answer(Frames.close(code));
                }
            }
        }

        private static ServerFrame read(byte[] b, int from, int to) {
            try {
                return Frames.CODEC.readServerFrame(b, from, to - from);
            } catch (HubException e) {
                throw new ProtocolViolation("an object that is none of the protocol: " + e.getMessage());
            }
        }

        private void answer(byte[] frame) {
            if (way.deaf()) {
                return;
            }
            try {
                send(frame);
            } catch (IOException e) {
                // gone: the next read says so
            }
        }
    }
}
