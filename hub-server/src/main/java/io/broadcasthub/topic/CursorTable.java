package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cursors of one topic on one loop, each of which knows its place here. A cursor that is alone is held by itself: most
 * topics of a large hub have one subscriber.
 */
@OnLoop
abstract class CursorTable extends WakeUp {
    /** Two or more, or as many as are left of them until it is tidied up. */
    private static final class Many {
        private Cursor[] cursors = new Cursor[2];
        private int size;

        void put(Cursor cursor) {
            if (size == cursors.length) {
                cursors = Arrays.copyOf(cursors, size * 2);
            }
            cursor.index = size;
            cursors[size++] = cursor;
        }

        void take(int place) {
            Cursor last = cursors[--size];
            last.index = place;
            cursors[place] = last;
            cursors[size] = null;
        }
    }

    /** Null, a {@link Cursor}, or {@link Many}. */
    private @Nullable Object held;

    final int size() {
        return held instanceof Many many ? many.size : held == null ? 0 : 1;
    }

    final Cursor cursor(int place) {
        return held instanceof Many many ? many.cursors[place] : (Cursor) Objects.requireNonNull(held);
    }

    final void put(Cursor cursor) {
        if (held == null) {
            cursor.index = 0;
            held = cursor;
        } else {
            many().put(cursor);
        }
    }

    private Many many() {
        if (held instanceof Many present) {
            return present;
        }
        Many many = new Many();
        many.put(cursor(0));
        held = many;
        return many;
    }

    /** The last one takes its place. Allocates nothing: who leaves does so even when there is no memory. */
    final void take(Cursor cursor) {
        assert cursor(cursor.index) == cursor;
        if (held instanceof Many many) {
            many.take(cursor.index);
        } else {
            held = null;
        }
        cursor.index = -1;
    }

    /** Gives back room that is not needed any more. */
    final void shrink() {
        if (held instanceof Many many) {
            if (many.size == 1) {
                held = many.cursors[0];
            } else if (many.size < many.cursors.length / 4) {
                many.cursors = Arrays.copyOf(many.cursors, many.cursors.length / 2);
            }
        }
    }
}
