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

    /** The last one takes its place. Allocates nothing: who leaves does so even when there is no memory. */
    final void take(Cursor cursor) {
        int place = cursor.index;
        assert cursor(place) == cursor;
        Cursor last = cursor(--size);
        last.index = place;
        cursor.index = -1;
        if (cursors instanceof Cursor[] many) {
            many[place] = last;
            many[size] = null;
        } else {
            cursors = null;
        }
    }

    /** Gives back room that is not needed any more. */
    final void shrink() {
        if (cursors instanceof Cursor[] many) {
            if (size == 1) {
                cursors = many[0];
            } else if (size < many.length / 4) {
                cursors = Arrays.copyOf(many, many.length / 2);
            }
        }
    }
}
