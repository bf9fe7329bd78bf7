package io.broadcasthub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.GapReason;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;
import io.netty.util.internal.PlatformDependent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what the script lets it take, and holds every delivery against what it was told before. */
final class ScriptedSubscriber implements Subscriber {
    private static final MessageFormat JOINED = new OffsetFormat(true);
    private static final MessageFormat SINGLE = new OffsetFormat(false);

    /** As its socket. */
    private final int number;

    private final boolean joinable;
    private final boolean direct;
    private boolean exists = true;
    private boolean ended;
    private boolean answered;
    private long expected;
    /** After a slow gap with conflation offsets may be left out, never repeated. */
    private boolean conflating;

    boolean writable = true;
    int takes = Integer.MAX_VALUE;
    /** What a flush makes room for, as a socket does that takes everything at once. */
    int refill;

    /** Messages that a direct send takes. */
    int socketTakes = Integer.MAX_VALUE;

    int sentDirectly;
    private int owed;
    /** Something was delivered that the socket has not taken. */
    private boolean queued;

    boolean fails;
    /** Whether to end it throws besides ending it. */
    private boolean failsToFail;

    boolean failed;
    int delivered;
    int gaps;
    Cursor cursor;

    @Nullable
    Position lastPosition;

    /** @param direct whether it can be sent to without a queue; only one whose messages can be joined is */
    ScriptedSubscriber(int number, boolean joinable, boolean direct) {
        this.number = number;
        this.joinable = joinable;
        this.direct = direct;
    }

    static ScriptedSubscriber none() {
        ScriptedSubscriber none = new ScriptedSubscriber(-1, true, false);
        none.exists = false;
        return none;
    }

    void ifOpen(Consumer<ScriptedSubscriber> action) {
        if (exists) {
            action.accept(this);
        }
    }

    void begin(StartAt start) {
        cursor.start(start, new SubscribeOutcome() {
            @Override
            public void subscribed(@Nullable Position at, @Nullable Boolean recovered) {
                assertThat(answered).as("told twice").isFalse();
                answered = true;
                assertThat(recovered == null).isEqualTo(!(start instanceof StartAt.After));
                expected = cursor.next;
                if (Boolean.TRUE.equals(recovered)) {
                    assertThat(expected)
                            .isEqualTo(((StartAt.After) start).position().offset() + 1);
                } else if (start instanceof StartAt.Last last && at != null) {
                    assertThat(at.offset() - expected + 1).isLessThanOrEqualTo(last.count());
                }
            }

            @Override
            public void refused(HubException why) {
                throw new AssertionError(why);
            }
        });
        assertThat(answered).isTrue();
    }

    void becomeWritable() {
        writable = true;
        queued = false;
        cursor.advance();
    }

    void end() {
        lastPosition = cursor.position();
        cursor.close();
        ended = true;
    }

    /** Where the deliveries, and the gaps, have brought it. */
    Position lastSeen() {
        return new Position(cursor.incarnation.epoch(), expected - 1);
    }

    @Override
    public MessageFormat format() {
        return joinable ? JOINED : SINGLE;
    }

    @Override
    public boolean isWritable() {
        return writable && takes > 0;
    }

    @Override
    public boolean takesDirectly() {
        assertThat(owed).as("what the socket left comes first").isZero();
        return direct && isWritable() && !queued && !ended;
    }

    /** Now and then not all of it, as a socket that is full. */
    @Override
    public int sendDirectly(long address, int start, int end) {
        assertThat(takesDirectly()).isTrue();
        int messages = (end - start) / Long.BYTES;
        int taken = fails ? 0 : Math.min(messages, socketTakes);
        for (int i = 0; i < taken; i++) {
            took(Long.reverseBytes(PlatformDependent.getLong(address + start + (long) i * Long.BYTES)));
        }
        sentDirectly += taken;
        owed = messages - taken;
        return taken * Long.BYTES;
    }

    @Override
    public void addTo(SendBatch batch, long address, int start, int end) {
        assertThat(takesDirectly()).isTrue();
        batch.add(number, address + start, end - start);
    }

    /** Nobody knows what it was sent last. */
    void lose(boolean failsToFail) {
        this.failsToFail = failsToFail;
        fails = true;
        owed = 0;
    }

    @Override
    public boolean deliver(Cursor through, ByteBuf bytes, int start, int end, long last) {
        assertThat(ended).as("delivered after the end").isFalse();
        assertThat(answered).as("delivered before the answer").isTrue();
        assertThat(through).isSameAs(cursor);
        assertThat(end).isGreaterThan(start);
        if (owed > 0) {
            assertThat((end - start) / Long.BYTES).as("what the socket left").isEqualTo(owed);
            owed = 0;
        }
        if (fails) {
            throw new IllegalStateException("this one fails");
        }
        for (int place = start; place < end; place += Long.BYTES) {
            took(bytes.getLong(place));
        }
        queued = true;
        conflating &= cursor.conflation() != null;
        assertThat(expected - 1).isEqualTo(last);
        takes -= takes == Integer.MAX_VALUE ? 0 : 1;
        return true;
    }

    private void took(long offset) {
        if (conflating) {
            assertThat(offset).as("nothing twice").isGreaterThanOrEqualTo(expected);
        } else {
            assertThat(offset).as("no hole, nothing twice").isEqualTo(expected);
        }
        expected = offset + 1;
        delivered++;
    }

    /** A flush that makes room advances the cursor before it returns, as Netty's does. */
    @Override
    public void flush() {
        flushSoon();
        if (takes == 0 && refill > 0) {
            takes = refill;
            refill = 0;
            cursor.advance();
        }
    }

    @Override
    public void flushSoon() {
        queued &= !writable;
    }

    @Override
    public void gap(Cursor through, ServerFrame.Gap gap) {
        assertThat(ended).isFalse();
        gaps++;
        if (gap.reason() == GapReason.SLOW) {
            assertThat(gap.after() == null ? 0 : gap.after().offset())
                    .as("the last one delivered")
                    .isEqualTo(expected - 1);
            assertThat(gap.next().offset()).as("something was missed").isGreaterThan(expected);
        }
        assertThat(gap.next().epoch()).isEqualTo(cursor.incarnation.epoch());
        expected = gap.next().offset();
        conflating = cursor.conflation() != null;
    }

    @Override
    public void tooSlow(Cursor through) {
        lastPosition = cursor.position();
        through.close();
        ended = true;
    }

    /** Eight bytes a message: its offset. */
    private record OffsetFormat(boolean joinable) implements MessageFormat {
        @Override
        public void encode(LogView log, long offset, Message message, ByteBuf out) {
            out.writeLong(offset);
        }

        @Override
        public int sizeBound(LogView log, long offset, Message message) {
            return Long.BYTES;
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (!fails) {
            throw new AssertionError(cause);
        }
        failed = true;
        if (!ended) {
            end();
        }
        if (failsToFail) {
            throw new OutOfMemoryError("no memory for a word");
        }
    }
}
