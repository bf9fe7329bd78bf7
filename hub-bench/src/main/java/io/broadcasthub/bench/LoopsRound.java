package io.broadcasthub.bench;

import io.broadcasthub.bench.server.LoopTimes;

/**
 * What a hub's loops used for some messages.
 *
 * @param used by each of its loops; the busiest has used some
 * @param deliveries that the messages were, all subscribers together
 * @param interval from one message to the next, in nanoseconds
 * @param late whether a message was published late, or the last was not delivered to everybody in that time
 * @param generatorCpu processors that the generator kept busy meanwhile
 */
record LoopsRound(LoopTimes used, long messages, long deliveries, double interval, boolean late, double generatorCpu) {
    /** Of the time in which the busiest loop had something to do: a processor that is free is not waited for. */
    private static final double TOLERABLE_WAITING = 0.05;
    /** Of the interval: with more to do, messages may have gone out two at a time. */
    private static final double TOLERABLE_LOAD = 0.8;

    private static final double MICRO = 1e3;
    private static final double SECOND = 1e9;

    /** As many as the busiest loop is through with in a second, one by one; the others are through before. */
    double messagesPerSecond() {
        return messages * SECOND / used.busiest().running();
    }

    /** The same where it has to wait for its processor as it had to here. */
    double messagesPerSecondWaiting() {
        return messagesPerSecond() * (1 - used.busiest().waitingPart());
    }

    double busiestMicros() {
        return micros(used.busiest().running());
    }

    double waitingMicros() {
        return micros(used.busiest().waiting());
    }

    double leastBusyMicros() {
        return micros(used.leastBusy().running());
    }

    private double micros(long nanos) {
        return nanos / MICRO / messages;
    }

    double cpuMicrosPerDelivery() {
        return used.running() / MICRO / deliveries;
    }

    /** Whether others had the processors, or messages may have gone out together. */
    boolean wasDisturbed() {
        return late
                || used.busiest().waitingPart() > TOLERABLE_WAITING
                || used.busiest().running() > TOLERABLE_LOAD * interval * messages;
    }
}
