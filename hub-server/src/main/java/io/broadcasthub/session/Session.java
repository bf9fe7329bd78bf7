package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.ledger.Birth;
import io.broadcasthub.ledger.Kind;
import io.broadcasthub.limits.RateLimit;
import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.topic.Cursor;
import io.broadcasthub.topic.SendBatch;
import io.broadcasthub.topic.Subscriber;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from accept to close, whatever it speaks. It begins as an HTTP connection ({@link State#REQUEST}); a
 * transport that makes a stream of it calls {@link #live}. {@link #close} is the only door out; the channel's close future,
 * to which it listens itself, is the only thing that calls {@link #operationComplete}, which unregisters.
 *
 * <p>Long, and its own {@link Watch}, because it is one object: a part of its own would cost every connection its header
 * and a reference (ADR 14), and every delivery another cache line (ADR 13). What needs no state of a connection's stands
 * beside it.
 */
@OnLoop
public final class Session extends Watch implements Subscriber, ChannelFutureListener {
    /** Where a connection is in its life; it only ever moves down this list. */
    public enum State {
        /** Speaks HTTP: a request is awaited, read or answered. */
        REQUEST,
        /** A stream: messages are delivered. */
        LIVE,
        /** Told to end; the peer may finish what it is doing. Nothing is delivered. */
        CLOSING,
        /** The channel is closed and everything unregistered. */
        CLOSED
    }

    /** Two or more subscriptions; replaced, never changed. What a turn of the loop brings for all of them goes out together. */
    private record Several(List<Cursor> cursors) {}

    /** RFC 6455's code for a connection that ended without a close; never sent. */
    private static final short BROKEN_OFF = 1006;

    private final SessionLoop loop;
    private final Channel channel;
    private final Admission admission;
    private final long number;
    private final long since;
    /** Of {@link RateLimit}: each heartbeat's answer is a control frame, so there is no object for it. */
    private long controlsFullAt;

    private @Nullable Birth birth;
    private State state = State.REQUEST;
    private @Nullable Outbound outbound;
    /** Null, the only {@link Cursor}, which most have, or {@link Several}. */
    private @Nullable Object subscriptions;
    /** Its {@link RequestPhase} until it is a stream; then null, and its {@link Conversation} once it has sent a frame. */
    private @Nullable Dialogue dialogue;

    /** Where messages are sent to when nothing waits before them; null if they must take the channel's way. */
    private @Nullable Socket socket;
    /** Known to have nothing that waits to be sent; false until it is looked at, and whenever something is queued. */
    private boolean idle;
    /** Messages were delivered since the last visit of the sweep. */
    private boolean delivered;

    /** Why it ends, as a close code; {@link #BROKEN_OFF} until somebody says so. */
    private short closeCode = BROKEN_OFF;

    private boolean flushDue;
    private boolean flushing;
    /** Writes to the channel; wraps, being there to be compared. */
    private short written;
    /** Place among the loop's sessions; −1 = not registered. */
    int index = -1;

    public Session(SessionLoop loop, Channel channel, Admission admission) {
        this(loop, channel, admission, loop.now());
    }

    private Session(SessionLoop loop, Channel channel, Admission admission, long since) {
        super(since, loop.context().limits().handshakeTimeout());
        this.loop = loop;
        this.admission = admission;
        this.channel = channel;
        this.number = loop.context().names().nextNumber();
        this.since = since;
        this.controlsFullAt = since;
        this.dialogue = new RequestPhase(loop, this, admission);
    }

    /**
     * Registers with the loop; the first thing that happens to a connection.
     *
     * @return whether the hub has room for it; if not, it is told so and closed
     */
    public boolean register() {
        loop.add(this);
        birth = loop.topics().ledger().opened(Kind.CONNECTION, this::name, since);
        loop.context().metrics().accepted();
        loop.context().metrics().connections("http", 1);
        return admission.opened();
    }

    /** Its requests, as long as it is no stream. */
    public RequestPhase requests() {
        if (dialogue instanceof RequestPhase requests) {
            return requests;
        }
        throw new IllegalStateException("a stream takes no requests");
    }

    /** The connection is a stream from now on. */
    public void live(Outbound outbound) {
        assert loop.eventLoop().inEventLoop() && state == State.REQUEST;
        requests().endHandshake();
        dialogue = null;
        this.outbound = outbound;
        state = State.LIVE;
        loop.topics().ledger().opened(Kind.STREAM);
        loop.context().metrics().connections("http", -1);
        loop.context().metrics().connections(outbound.transport(), 1);
        live(loop.now());
        loop.context().access().began(this);
        if (outbound.format().joinable()) {
            socket = DirectSend.socketOf(channel);
        }
    }

    /** Subscribes a client that named the topic when it connected, to what comes from now on. */
    public void subscribe(TopicFilter topic) {
        if (state == State.LIVE) {
            try {
                SubscribeHandler.subscribe(this, topic, StartAt.LIVE, null);
            } catch (HubException e) {
                conversation().refuse(null, e);
            }
        }
    }

    /** The conversation of a client that sends frames; begins with the first one. */
    public Conversation conversation() {
        assert !(dialogue instanceof RequestPhase);
        if (dialogue instanceof Conversation begun) {
            return begun;
        }
        Conversation first = new Conversation(this, loop);
        dialogue = first;
        return first;
    }

    // What arrives and what is sent -----------------------------------------------------------------------------------

    /** Something came from the peer: it lives. */
    public void heard() {
        heard(loop.now());
    }

    /** The loop has read all there was from the peer. */
    public void readComplete() {
        if (dialogue instanceof Conversation conversation) {
            conversation.readComplete();
        }
    }

    /** A message has begun to arrive, and must be whole in time; or it is. */
    public void messageIncomplete(boolean incomplete) {
        // Not while closing: who goes on sending would put off the end for ever.
        if (state == State.LIVE) {
            if (incomplete) {
                deadline(loop.now(), loop.context().limits().messageTimeout());
            } else {
                noDeadline();
            }
        }
    }

    /** Writes one frame without flushing. */
    public void write(ServerFrame frame) {
        if (outbound != null && state == State.LIVE) {
            wrote(loop.now());
            outbound.write(frame);
        }
    }

    @Override
    public MessageFormat format() {
        return requireOutbound().format();
    }

    @Override
    public boolean isWritable() {
        return state == State.LIVE && (idle || channel.isWritable());
    }

    @Override
    public boolean takesDirectly() {
        // Once closed, the socket's number may be another connection's. It is closed on this thread only.
        return socket != null && !hasSeveral() && state == State.LIVE && isIdle() && socket.isOpen();
    }

    @Override
    public int sendDirectly(long address, int start, int end) {
        delivered = true;
        return socket == null ? 0 : DirectSend.send(socket, address, start, end);
    }

    @Override
    public void addTo(SendBatch batch, long address, int start, int end) {
        if (socket == null) {
            throw new IllegalStateException("it takes nothing directly");
        }
        delivered = true;
        batch.add(socket.intValue(), address + start, end - start);
    }

    @Override
    public boolean deliver(Cursor cursor, ByteBuf bytes, int start, int end, long last) {
        assert loop.eventLoop().inEventLoop();
        delivered = true;
        int rest = start;
        if (takesDirectly() && bytes.hasMemoryAddress()) {
            rest += sendDirectly(bytes.memoryAddress(), start, end);
            if (rest == end) {
                return false;
            }
        }
        requireOutbound().writeMessages(cursor, bytes.retainedSlice(rest, end - rest), last);
        return true;
    }

    /** Whether nothing waits to be sent. */
    private boolean isIdle() {
        if (!idle) {
            ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
            idle = queue != null && queue.totalPendingWriteBytes() == 0;
        }
        return idle;
    }

    /**
     * Writes bytes, whose ownership passes, without flushing. What a stream sends once it has begun is written here and
     * nowhere else.
     */
    public void queue(ByteBuf bytes) {
        assert loop.eventLoop().inEventLoop();
        idle = false;
        written++;
        channel.write(bytes, channel.voidPromise());
    }

    @Override
    public void flush() {
        boolean outer = flushing;
        flushing = true;
        channel.flush();
        flushing = outer;
    }

    @Override
    public void flushSoon() {
        if (!hasSeveral()) {
            flush();
        } else if (!flushDue) {
            flushDue = true;
            loop.flushSoon(this);
        }
    }

    void flushDue() {
        flushDue = false;
        flush();
    }

    /** Whether what was written goes out at the end of this turn only. */
    boolean isFlushDue() {
        return flushDue;
    }

    @Override
    public void gap(Cursor cursor, ServerFrame.Gap gap) {
        write(gap);
    }

    @Override
    public void tooSlow(Cursor cursor) {
        close(CloseCode.TOO_SLOW, "unread data over the limit of topic " + cursor.filter());
    }

    /** The peer takes data again: what waited is delivered. */
    public void writable() {
        assert loop.eventLoop().inEventLoop();
        if (!flushing) {
            // The kernel's buffer was full and is not any more: the peer has read, so it lives.
            tookData(loop.now());
        }
        // The newest first. One that is closed on the way does nothing.
        List<Cursor> all = cursors();
        for (int i = all.size() - 1; i >= 0 && state == State.LIVE; i--) {
            all.get(i).advance();
        }
        if (dialogue instanceof Conversation conversation) {
            conversation.writable();
        }
    }

    /** A control frame arrived; too many of them end the session. */
    public boolean allowsControlFrame() {
        int rate = loop.context().limits().controlFrameRate();
        long now = loop.now();
        if (!RateLimit.allows(controlsFullAt, rate, rate, now)) {
            close(CloseCode.RATE_LIMITED, "too many control frames");
            return false;
        }
        controlsFullAt = RateLimit.take(controlsFullAt, rate, now);
        return true;
    }

    // Subscriptions ---------------------------------------------------------------------------------------------------

    /** Opens a cursor; the caller has checked limits and duplicates, and starts it. */
    public Cursor openCursor(TopicFilter filter) {
        if (state != State.LIVE) {
            throw new IllegalStateException("a cursor of a session that is " + state + " would never be closed");
        }
        Cursor cursor = loop.topics().open(this, filter);
        if (subscriptions == null) {
            subscriptions = cursor;
        } else {
            hold(Stream.concat(cursors().stream(), Stream.of(cursor)).toList());
        }
        return cursor;
    }

    /** The cursor on exactly this topic or pattern. */
    @Nullable
    Cursor cursor(TopicFilter filter) {
        for (Cursor cursor : cursors()) {
            if (cursor.filter().equals(filter)) {
                return cursor;
            }
        }
        return null;
    }

    void closeCursor(Cursor cursor) {
        assert loop.eventLoop().inEventLoop();
        hold(cursors().stream().filter(c -> c != cursor).toList());
        cursor.cancel();
    }

    public List<Cursor> cursors() {
        if (subscriptions instanceof Several several) {
            return several.cursors;
        }
        return subscriptions instanceof Cursor only ? List.of(only) : List.of();
    }

    private boolean hasSeveral() {
        return subscriptions instanceof Several;
    }

    /** Allocates nothing: who leaves does so even when there is no memory. */
    private void closeCursors() {
        if (subscriptions instanceof Cursor only) {
            only.close();
        } else if (subscriptions instanceof Several several) {
            several.cursors.forEach(Cursor::close);
        }
        subscriptions = null;
    }

    private void hold(List<Cursor> now) {
        subscriptions = now.isEmpty() ? null : now.size() == 1 ? now.get(0) : new Several(now);
    }

    // The end ---------------------------------------------------------------------------------------------------------

    /** As {@link #close(CloseReason)}; if the code allows it the peer is asked back, each at a moment of its own. */
    public void close(CloseCode code, String text) {
        close(CloseReason.of(code, text, loop.context().jitter()));
    }

    /** Ends the connection: tells the peer, gives it the close time-out to finish, then closes. Idempotent. */
    public void close(CloseReason reason) {
        assert loop.eventLoop().inEventLoop();
        if (state == State.REQUEST) {
            if (!requests().endWithAnswer()) {
                abort();
            }
        } else if (state == State.LIVE) {
            try {
                write(reason.bye());
                endAfterBye(reason);
            } catch (RuntimeException | OutOfMemoryError e) {
                // It ends without a word then: whoever closes many goes on with the next.
                failed(e);
            }
        }
    }

    /**
     * Ends the connection as {@link #close} does, once what the hub has taken from it is answered.
     *
     * @param reason asked when it comes to that
     */
    void leave(Supplier<CloseReason> reason) {
        assert loop.eventLoop().inEventLoop();
        if (state == State.LIVE && dialogue instanceof Conversation conversation && conversation.isPublishing()) {
            conversation.endAfterAnswers(reason);
        } else {
            close(reason.get());
        }
    }

    /** What follows the {@code bye}; nothing, if writing that has ended the session already. */
    private void endAfterBye(CloseReason reason) {
        if (state == State.LIVE) {
            state = State.CLOSING;
            deadline(loop.now(), loop.context().limits().closeTimeout());
            closeCode = (short) reason.code().code();
            SessionLog.closing(this, reason);
            // Whatever it was held back for, its answer to the close must be heard.
            channel.config().setAutoRead(true);
            requireOutbound().close(reason);
        }
    }

    /** Ends a stream with its last bytes, whose ownership passes. */
    public void closeAfter(ByteBuf last) {
        closeAfter(write(last));
    }

    private ChannelFuture write(ByteBuf last) {
        if (state == State.LIVE) {
            // First, since their flush may make room in a full queue: no message is to be written behind them.
            state = State.CLOSING;
        }
        return channel.writeAndFlush(last);
    }

    /** The peer closes, and says why; it is answered with {@code answer}, whose ownership passes. */
    public void closedByPeer(int code, ByteBuf answer) {
        closeCode = (short) code;
        LastBytes.joinEnd(channel);
        ChannelFuture answered = write(answer);
        answered.addListener(written -> LastBytes.end(channel));
        closeAfter(answered);
    }

    /** Ends the connection once its last write is out, or at the close time-out. */
    public void closeAfter(ChannelFuture lastWrite) {
        if (state != State.CLOSED) {
            state = State.CLOSING;
            deadline(loop.now(), loop.context().limits().closeTimeout());
            lastWrite.addListener(written -> channel.close());
        }
    }

    /**
     * As {@link #closeAfter(ChannelFuture)}, for a peer that may still be sending: what it sends is taken and dropped until
     * it has seen the end. Closed at once it would be reset, and lose what was written.
     */
    public void closeAfterReading(ChannelFuture lastWrite) {
        if (state != State.CLOSED) {
            state = State.CLOSING;
            deadline(loop.now(), loop.context().limits().closeTimeout());
            lastWrite.addListener(written -> {
                if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                    duplex.shutdownOutput();
                } else {
                    channel.close();
                }
            });
        }
    }

    /** Ends the connection without a word, for peers that do not read or do not answer. */
    public void abort() {
        assert loop.eventLoop().inEventLoop();
        if (state != State.CLOSED) {
            state = State.CLOSING;
            channel.close();
        }
    }

    /** The connection broke, or a handler did. */
    @Override
    public void failed(Throwable cause) {
        try {
            SessionLog.failed(this, cause);
        } finally {
            // Also where there is no memory for a word.
            abort();
        }
    }

    /** The channel is closed. Called by its close future, once, on the loop; the only place that unregisters. */
    @Override
    public void operationComplete(ChannelFuture closed) {
        assert loop.eventLoop().inEventLoop() && state != State.CLOSED;
        state = State.CLOSED;
        loop.remove(this);
        if (dialogue instanceof RequestPhase requests) {
            requests.endHandshake();
        }
        admission.closed();
        loop.context().metrics().connections(transport(), -1);
        closeCursors();
        if (outbound != null) {
            loop.topics().ledger().closed(Kind.STREAM);
            loop.context().metrics().closed(closeCode);
            loop.context().access().ended(this, closeCode, Duration.ofNanos(loop.now() - since));
        }
        loop.topics().ledger().closed(Kind.CONNECTION, birth);
        SessionLog.closed(this);
    }

    // Parts -----------------------------------------------------------------------------------------------------------

    /** Its way to the peer, once it is a stream. */
    Outbound requireOutbound() {
        if (outbound == null) {
            throw new IllegalStateException("not a stream yet");
        }
        return outbound;
    }

    /** Of which listener it is. */
    public Admission admission() {
        return admission;
    }

    short written() {
        return written;
    }

    /** Whether messages were delivered since this was last asked. */
    boolean takeDelivered() {
        boolean some = delivered;
        delivered = false;
        return some;
    }

    /** For how long no message has gone through it, either way; heartbeats and their answers are none. */
    long quietNanos(long now) {
        if (delivered) {
            return 0;
        }
        return Math.min(now - since, Math.min(now - wroteAt(), now - saidAt()));
    }

    /** When the peer said something last. */
    private long saidAt() {
        if (dialogue instanceof Conversation conversation) {
            return conversation.framedAt();
        }
        // What speaks HTTP has no heartbeats: whatever it sends is a request.
        return state == State.REQUEST ? heardAt() : since;
    }

    /** Which of the process's connections it is. */
    long number() {
        return number;
    }

    /** When it was accepted, by the loop's ticker. */
    long since() {
        return since;
    }

    /** Where it was created, if it is in the ledger's sample. */
    @Nullable
    Birth birth() {
        return birth;
    }

    public State state() {
        return state;
    }

    public Channel channel() {
        return channel;
    }

    public SessionLoop loop() {
        return loop;
    }

    /** Where the peer is. */
    String remote() {
        return String.valueOf(channel.remoteAddress());
    }

    /** Bytes written to it that the kernel has not taken. */
    long queuedBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Name of the transport, as in the metrics. */
    public String transport() {
        return outbound == null ? "http" : outbound.transport();
    }

    /** The hub's name for this connection. */
    public String name() {
        return loop.context().names().name(number);
    }
}
