package io.broadcasthub.topic;

/** The offsets a cursor still has to deliver, one for each key, ascending; then it is live again. */
final class Conflation implements Phase {
    private final long[] offsets;
    private int at;

    Conflation(long[] offsets) {
        this.offsets = offsets;
    }

    boolean isDone() {
        return at == offsets.length;
    }

    long offset() {
        return offsets[at];
    }

    void delivered() {
        at++;
    }
}
