package io.broadcasthub.bench.torture;

import io.broadcasthub.bench.torture.witness.WitnessPlan;
import java.time.Duration;
import java.util.List;

/**
 * What the hub is put through.
 *
 * @param seed of every choice; what comes of them also depends on the machine
 * @param duration of the episodes and rests together; settling and the last checks come on top
 * @param readers who come and go at a time; a tenth as many stop reading
 * @param rate messages a second to the witnesses
 * @param start how long a hub takes to start on this machine
 */
public record TorturePlan(long seed, Duration duration, int readers, double rate, Duration start) {
    /** How long the hub lets a reader take nothing. */
    static final Duration STALL_TIMEOUT = Duration.ofMillis(1_500);
    /** How long the hub may take for its end: its own deadline, and a little for the process. */
    static final Duration END = Duration.ofSeconds(30);
    /** How long anything may take that has no time-out of its own, on a machine that is busy. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration SHORTEST_KEPT = Duration.ofSeconds(12);
    private static final Duration LONGEST_KEPT = Duration.ofSeconds(60);
    /** With the end before it and the return of the clients after it, and twice that: half of what is kept must be there. */
    private static final int STARTS_KEPT = 5;

    private static final int WITNESSES_OF_A_KIND = 2;
    private static final int PAYLOAD = 256;

    /** How long the hub retains what witnesses are to get. At the end it takes as long until it may forget. */
    Duration kept() {
        Duration third = duration.dividedBy(3);
        Duration most = third.compareTo(LONGEST_KEPT) > 0 ? LONGEST_KEPT : third;
        return longest(longest(SHORTEST_KEPT, most), start.multipliedBy(STARTS_KEPT));
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    WitnessPlan witnesses() {
        return new WitnessPlan(WITNESSES_OF_A_KIND, rate, PAYLOAD, kept(), PATIENCE);
    }

    /** Arguments of {@code hub serve}: time-outs short enough to be seen, and limits low enough to be reached. */
    List<String> hub() {
        long kept = kept().toSeconds();
        return List.of(
                "--set=topics=[{match: \"" + WitnessPlan.PREFIX + "**\", history: {age: " + kept
                        + "s}}, {match: \"**\", history: {messages: 500, bytes: 1MiB, age: 3s}}]",
                "--set=history.pattern-linger=" + kept + "s",
                "--set=history.dedupe-window=" + kept + "s",
                "--set=history.max-topics=1000",
                "--set=heartbeat=2s",
                "--set=limits.handshake-timeout=3s",
                "--set=limits.message-timeout=3s",
                "--set=limits.stall-timeout=" + STALL_TIMEOUT.toMillis() + "ms",
                "--set=limits.close-timeout=1s",
                "--set=load.publish-rate=5000",
                "--set=net.send-buffer=16KiB",
                "--set=net.write-buffer=16KiB",
                "--set=drain.pace=500ms",
                "--set=drain.away=500ms",
                "--set=drain.spread=1s",
                "--set=diagnostics.audit-interval=1s",
                "--set=diagnostics.birth-stacks=16");
    }

    /** Options of its JVM: assertions, leak detection, and no more memory than it needs. */
    public static List<String> java() {
        return List.of("-ea", "-Dio.netty.leakDetection.level=paranoid", "-Xms64m", "-Xmx512m");
    }
}
