package io.broadcasthub.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Consecutive messages of one log, filled by {@link LogView#read}. Reused by its owner; belongs to one thread. */
public final class MessageBatch {
    private final @Nullable Message[] messages;
    private long first;
    private int size;

    public MessageBatch(int capacity) {
        messages = new Message[capacity];
    }

    /** Empties the batch; messages added next have the offsets {@code first}, {@code first + 1}, … */
    public void reset(long first) {
        Arrays.fill(messages, 0, size, null);
        this.first = first;
        size = 0;
    }

    public void add(Message message) {
        messages[size++] = message;
    }

    public Message get(int index) {
        Message message = messages[index];
        if (index >= size || message == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return message;
    }

    /** Offset of the first message. */
    public long first() {
        return first;
    }

    /** Offset of the last message; {@code first() - 1} if empty. */
    public long last() {
        return first + size - 1;
    }

    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == messages.length;
    }
}
