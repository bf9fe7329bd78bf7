package io.broadcasthub.client;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.protocol.RequestId;
import io.broadcasthub.protocol.ServerFrame;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket, from the attempt to its end; never used again. It is ready once the hub has welcomed it (a token would be
 * presented between the two). Loop thread; what arrives on network threads goes through the mailbox.
 */
final class Connection {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final FrameCodec CODEC = new JsonFrameCodec();
    /** How long the closing handshake (RFC 6455 section 7.1.4) may take. */
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /** Told of what happens; loop thread. {@link #ended} comes exactly once, and last. */
    interface Owner {
        void ready(ServerFrame.Welcome welcome);

        /** A message, a gap or presence. */
        void received(ServerFrame frame);

        void ended(Ending ending);
    }

    private final ClientOptions options;
    private final ClientThreads threads;
    private final Owner owner;
    private final RequestTable requests = new RequestTable(System::nanoTime);
    private final SocketHolder holder = new SocketHolder();
    private @Nullable SendQueue sender;
    private volatile @Nullable Liveness liveness;
    private ServerFrame.@Nullable Welcome welcome;
    private ServerFrame.@Nullable Bye bye;
    private ClientThreads.@Nullable Timer timer;
    private boolean ended;
    private boolean closing;
    private boolean paused;
    private int owedFrames;

    Connection(ClientOptions options, ClientThreads threads, Owner owner) {
        this.options = options;
        this.threads = threads;
        this.owner = owner;
    }

    void open() {
        timer = threads.after(
                options.connectTimeout(),
                () -> end(Ending.broken("no welcome within " + options.connectTimeout(), null)));
        CompletableFuture<WebSocket> opening = threads.http()
                .newWebSocketBuilder()
                .connectTimeout(options.connectTimeout())
                .subprotocols(JsonFrameCodec.SUBPROTOCOL)
                .buildAsync(options.uri(), new FrameReader(CODEC, new Incoming()));
        var unused = opening.whenComplete((socket, failure) -> {
            if (failure != null) {
                threads.mailbox().execute(() -> end(Ending.notOpened(failure)));
            }
        });
    }

    /** The largest frame the hub takes, in bytes. */
    int maxFrame() {
        return welcome == null ? Integer.MAX_VALUE : welcome.maxFrame();
    }

    /** Sends a request; the handler gets its answer unless the connection ends before. */
    void request(Function<RequestId, ClientFrame> frame, RequestTable.Handler handler) {
        send(CODEC.write(requests.add(frame, handler)));
    }

    /** How many bytes a frame has on the wire. */
    static int size(ClientFrame frame) {
        return CODEC.write(frame).length;
    }

    private void send(byte[] utf8) {
        if (sender != null && !ended) {
            sender.send(utf8);
            if (liveness != null) {
                liveness.sent();
            }
        }
    }

    /** Stops taking frames from the socket beyond those on their way, until {@link #resumeReading}. */
    void pauseReading() {
        paused = !closing;
    }

    void resumeReading() {
        paused = false;
        if (liveness != null) {
            liveness.heard();
        }
        askForMore(1);
    }

    /** Ends the connection in order, with close code 1000. */
    void close() {
        closing = true;
        paused = false;
        askForMore(1);
        if (holder.close()) {
            threads.after(CLOSE_TIMEOUT, () -> end(Ending.broken("the hub did not answer the close", null)));
        } else {
            end(Ending.broken("closed before it was open", null));
        }
    }

    private void received(ServerFrame frame) {
        if (ended) {
            return;
        }
        owedFrames++;
        if (frame instanceof ServerFrame.Ok ok) {
            noteUnknown(requests.answer(ok));
        } else if (frame instanceof ServerFrame.Failure failure) {
            noteUnknown(requests.answer(failure));
        } else if (frame instanceof ServerFrame.Welcome hello) {
            welcomed(hello);
        } else if (frame instanceof ServerFrame.Bye said) {
            bye = said;
            threads.after(CLOSE_TIMEOUT, () -> end(Ending.said(said)));
        } else if (welcome != null) {
            owner.received(frame);
        }
        askForMore(FrameReader.WINDOW / 2);
    }

    private static void noteUnknown(boolean known) {
        if (!known) {
            log.atWarn().log("the hub answered what was not asked");
        }
    }

    private void welcomed(ServerFrame.Welcome hello) {
        if (welcome != null) {
            return;
        }
        welcome = hello;
        liveness = new Liveness(hello.heartbeat(), options.heartbeatGrace(), System::nanoTime);
        nextCheck();
        owner.ready(hello);
    }

    private void nextCheck() {
        Duration interval = life().checkInterval();
        Duration most = options.requestTimeout().dividedBy(2);
        cancelTimer();
        timer = threads.after(interval.compareTo(most) < 0 ? interval : most, this::check);
    }

    private Liveness life() {
        return Objects.requireNonNull(liveness);
    }

    private void check() {
        if (ended) {
            return;
        }
        Liveness life = life();
        if (!paused && life.isSilent()) {
            end(Ending.broken("nothing was heard of the hub for two heartbeats", null));
        } else if (!paused && requests.oldestNanos() > options.requestTimeout().toNanos()) {
            end(Ending.broken("the hub left a request unanswered for " + options.requestTimeout(), null));
        } else {
            if (life.isPingDue()) {
                send(CODEC.write(new ClientFrame.Ping(null)));
            }
            nextCheck();
        }
    }

    private void askForMore(int atLeast) {
        if (!paused && owedFrames >= atLeast) {
            holder.request(owedFrames);
            owedFrames = 0;
        }
    }

    private void end(Ending ending) {
        if (!ended) {
            ended = true;
            cancelTimer();
            holder.abort();
            owner.ended(ending);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** From the network thread to the loop. */
    private final class Incoming implements FrameReader.Receiver {
        @Override
        public void opened(WebSocket socket) {
            holder.set(socket);
            threads.mailbox()
                    .execute(() -> sender = new SendQueue(
                            socket, threads.mailbox(), e -> failed("the connection broke while sending", e)));
        }

        @Override
        public void heard() {
            Liveness life = liveness;
            if (life != null) {
                life.heard();
            }
        }

        @Override
        public void received(ServerFrame frame) {
            threads.mailbox().execute(() -> Connection.this.received(frame));
        }

        @Override
        public void closed(int code, String reason) {
            threads.mailbox().execute(() -> end(Ending.closed(code, reason, bye)));
        }

        @Override
        public void failed(String reason, @Nullable Throwable cause) {
            threads.mailbox().execute(() -> end(bye == null ? Ending.broken(reason, cause) : Ending.said(bye)));
        }
    }
}
