package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.OnLoop;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Has a loop look at what others change: it is asked once, however many signal until it looks. The flag is cleared before
 * the look, so whatever is changed before a signal is seen by a look that comes after it.
 */
@OnLoop
abstract class WakeUp implements Runnable {
    private static final AtomicIntegerFieldUpdater<WakeUp> SIGNALLED =
            AtomicIntegerFieldUpdater.newUpdater(WakeUp.class, "signalled");

    /** 1 from the signal to the look it asks for; through {@link #SIGNALLED}, since there is one for each topic. */
    private volatile int signalled;

    /** Something changed. */
    @AnyThread
    final void signal() {
        if (signalled == 0 && SIGNALLED.compareAndSet(this, 0, 1)) {
            ask();
        }
    }

    /** On the loop: from here on a signal asks again, and whatever came before is looked at. */
    final void look() {
        signalled = 0;
        awake();
    }

    /** On the loop: there will be no look for the signals so far; the next one asks again. */
    final void forget() {
        signalled = 0;
    }

    /** Has the loop run this, which looks now or later. */
    @AnyThread
    abstract void ask();

    /** Looks at everything that changed. */
    abstract void awake();
}
