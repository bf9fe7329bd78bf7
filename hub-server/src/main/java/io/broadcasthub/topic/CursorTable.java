package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cursors of one topic on one loop, each of which knows its place here. A cursor that is alone is held without an array:
 * most topics of a large hub have one subscriber.
 */
@OnLoop
abstract class CursorTable extends WakeUp {
    /** Null, a {@link Cursor}, or an array of them whose first {@link #size} places are taken. */
    private @Nullable Object cursors;

    private int size;

    final int size() {
        return size;
    }

    final Cursor cursor(int place) {
        Object held = cursors;
        return held instanceof Cursor[] many ? many[place] : (Cursor) Objects.requireNonNull(held);
    }

    final void put(Cursor cursor) {
        cursor.index = size;
        if (size == 0) {
            cursors = cursor;
        } else {
            room()[size] = cursor;
        }
        size++;
    }

    private Cursor[] room() {
        Cursor[] many;
        if (cursors instanceof Cursor[] present) {
            many = present.length == size ? Arrays.copyOf(present, size * 2) : present;
        } else {
            many = new Cursor[2];
            many[0] = cursor(0);
        }
        cursors = many;
        return many;
    }

    /** The last one takes its place. */
    final void take(Cursor cursor) {
        assert cursor(cursor.index) == cursor;
        Cursor last = cursor(--size);
        if (size <= 1) {
            cursors = size == 0 ? null : cursor == last ? cursor(0) : last;
        } else if (cursors instanceof Cursor[] many) {
            many[cursor.index] = last;
            many[size] = null;
            cursors = size < many.length / 4 ? Arrays.copyOf(many, many.length / 2) : many;
        }
        last.index = cursor.index;
        cursor.index = -1;
    }
}
