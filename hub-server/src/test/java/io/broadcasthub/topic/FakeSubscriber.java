package io.broadcasthub.topic;

import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what happens to it. One named "broken" cannot be written to. */
final class FakeSubscriber implements Subscriber, SubscribeOutcome {
    private static final MessageFormat FORMAT = new MessageFormat() {
        @Override
        public int sizeBound(LogView log, long offset, Message message) {
            return 1;
        }

        @Override
        public void encode(LogView log, long offset, Message message, ByteBuf out) {
            out.writeByte(1);
        }
    };

    private final String name;
    private final List<String> events;
    /** How often it can be written to. */
    int room = Integer.MAX_VALUE;
    /** What a delivery brings about. */
    Runnable delivered = () -> {};

    FakeSubscriber(String name, List<String> events) {
        this.name = name;
        this.events = events;
    }

    private void note(String event) {
        events.add(name + ' ' + event);
    }

    @Override
    public MessageFormat format() {
        return FORMAT;
    }

    @Override
    public boolean isWritable() {
        return room > 0;
    }

    @Override
    public boolean takesDirectly() {
        return false;
    }

    @Override
    public int sendDirectly(long address, int start, int end) {
        throw new IllegalStateException("it takes nothing directly");
    }

    @Override
    public void addTo(SendBatch batch, long address, int start, int end) {
        throw new IllegalStateException("it takes nothing directly");
    }

    @Override
    public boolean deliver(Cursor cursor, ByteBuf bytes, int start, int end, long last) {
        if (name.equals("broken")) {
            throw new IllegalStateException("broken");
        }
        room--;
        note("deliver " + last);
        delivered.run();
        return true;
    }

    @Override
    public void flush() {
        note("flush");
    }

    @Override
    public void flushSoon() {
        note("flush");
    }

    @Override
    public void gap(Cursor cursor, ServerFrame.Gap gap) {
        note("gap " + (gap.after() == null ? "none" : gap.after().offset()) + " to "
                + gap.next().offset() + ' ' + gap.reason().wireName());
    }

    @Override
    public void tooSlow(Cursor cursor) {
        note("too slow");
    }

    @Override
    public void failed(Throwable cause) {
        note("failed");
    }

    @Override
    public void subscribed(@Nullable Position at, @Nullable Boolean recovered) {
        if (at != null) {
            note("subscribed at " + at.offset());
        }
    }

    @Override
    public void refused(HubException why) {
        note("refused " + why.code().wireName());
    }
}
