package io.broadcasthub.ledger;

import io.broadcasthub.concurrent.OnLoop;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop opened and closed, counted where it happens. Plain numbers of the loop's own, so that counting costs
 * nothing; the audit asks each loop for them.
 */
@OnLoop
@SuppressWarnings("EnumOrdinal") // indexes of this process, kept nowhere
public final class Ledger {
    private static final Kind[] KINDS = Kind.values();

    private final long[] opened = new long[KINDS.length];
    private final long[] closed = new long[KINDS.length];
    /** By identity: two births may be equal. */
    private final Set<Birth> births = Collections.newSetFromMap(new IdentityHashMap<>());

    private int sampleEvery;
    private int untilSample;

    /** Takes the birth stack of one in so many from now on; 0 = of none. */
    public void sampleBirths(int every) {
        sampleEvery = every;
        untilSample = every;
    }

    public void opened(Kind kind) {
        opened[kind.ordinal()]++;
    }

    public void closed(Kind kind) {
        closed[kind.ordinal()]++;
    }

    /**
     * As {@link #opened(Kind)}, for what may be sampled.
     *
     * @param what its text is the name, asked for if it is in the sample
     * @return the birth to hand back when it is closed; null if it is not in the sample
     */
    public @Nullable Birth opened(Kind kind, Object what, long now) {
        opened(kind);
        return isSampled() ? born(kind, what.toString(), now) : null;
    }

    /** As {@link #opened(Kind, Object, long)}. */
    public @Nullable Birth opened(Kind kind, Supplier<String> what, long now) {
        opened(kind);
        return isSampled() ? born(kind, what.get(), now) : null;
    }

    private boolean isSampled() {
        if (sampleEvery == 0 || --untilSample > 0) {
            return false;
        }
        untilSample = sampleEvery;
        return true;
    }

    private Birth born(Kind kind, String what, long now) {
        Birth birth = Birth.here(kind, what, now);
        births.add(birth);
        return birth;
    }

    public void closed(Kind kind, @Nullable Birth birth) {
        closed(kind);
        if (birth != null) {
            births.remove(birth);
        }
    }

    /** Opened and not closed. Negative if something was closed twice, which the audit reports. */
    public long open(Kind kind) {
        return opened[kind.ordinal()] - closed[kind.ordinal()];
    }

    /** What the ledger says now, to hold a later count against. */
    public Moment moment() {
        return new Moment(opened.clone(), closed.clone());
    }

    /** What was opened since. */
    public long openedSince(Moment then, Kind kind) {
        return opened[kind.ordinal()] - then.opened[kind.ordinal()];
    }

    /** What was closed since. */
    public long closedSince(Moment then, Kind kind) {
        return closed[kind.ordinal()] - then.closed[kind.ordinal()];
    }

    /** The ledger of one moment. */
    @SuppressWarnings("EnumOrdinal")
    public static final class Moment {
        private final long[] opened;
        private final long[] closed;

        private Moment(long[] opened, long[] closed) {
            this.opened = opened;
            this.closed = closed;
        }

        public long open(Kind kind) {
            return opened[kind.ordinal()] - closed[kind.ordinal()];
        }
    }

    /** The births of those sampled and not closed. */
    public Collection<Birth> births() {
        return births;
    }
}
