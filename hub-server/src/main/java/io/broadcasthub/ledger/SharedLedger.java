package io.broadcasthub.ledger;

import io.broadcasthub.concurrent.AnyThread;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** As {@link Ledger}, for one kind of things that no single loop owns. */
@AnyThread
public final class SharedLedger {
    private final Kind kind;
    private final int sampleEvery;
    private final LongSupplier nanoTicker;
    private final SharedCount count = new SharedCount();
    private final AtomicInteger seen = new AtomicInteger();
    /** Beside the things and not in them: most of them have none. */
    private final ConcurrentMap<Object, Birth> births = new ConcurrentHashMap<>();

    /**
     * @param sampleEvery of one in so many the birth stack is taken; 0 = of none
     * @param nanoTicker asked for the births in the sample alone
     */
    public SharedLedger(Kind kind, int sampleEvery, LongSupplier nanoTicker) {
        this.kind = kind;
        this.sampleEvery = sampleEvery;
        this.nanoTicker = nanoTicker;
    }

    /**
     * @param thing equal to no other
     * @param what its name, asked for if it is in the sample
     * @return its birth; null if it is not in the sample
     */
    public @Nullable Birth opened(Object thing, Supplier<String> what) {
        count.opened();
        if (sampleEvery == 0 || Math.floorMod(seen.incrementAndGet(), sampleEvery) != 0) {
            return null;
        }
        Birth birth = Birth.here(kind, what.get(), nanoTicker.getAsLong());
        births.put(thing, birth);
        return birth;
    }

    /** Once for each thing. */
    public void closed(Object thing) {
        count.closed();
        births.remove(thing);
    }

    /** Opened and not closed. */
    public long open() {
        return count.open();
    }

    /** Where it was created; null if it is not in the sample, or closed. */
    public @Nullable Birth birth(Object thing) {
        return births.get(thing);
    }
}
