package io.broadcasthub.bench.load;

/** What one loop counts for one crowd. On its loop only. */
final class Counts {
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
}
