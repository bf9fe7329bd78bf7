package io.broadcasthub.bench.load;

/** What one loop counts for one crowd, or whoever checks for himself. One thread. */
public final class Counts {
    long ready;
    long failed;
    long closed;
    long cycles;
    long served;

    long inWindow;
    long wireBytes;
    long distinct;
    long holes;
    long repeated;
    long outOfOrder;
    long skipped;
    long gaps;
    long errors;

    /** Different messages that came. */
    public long distinct() {
        return distinct;
    }

    /** Messages that did not come although later ones did, and nothing was said of them. */
    public long holes() {
        return holes;
    }

    public long repeated() {
        return repeated;
    }

    public long outOfOrder() {
        return outOfOrder;
    }

    /** Messages left out with a gap. */
    public long skipped() {
        return skipped;
    }
}
