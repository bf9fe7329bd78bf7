package io.broadcasthub.bench.torture;

import io.broadcasthub.bench.torture.fault.Family;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Episode after episode, from a seed. Every third has everything at once; the hub is ended in some. One thread. */
final class Script {
    private static final int ALL_AT_ONCE = 3;
    private static final Duration SHORTEST = Duration.ofSeconds(4);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int EPISODES = 8;
    private static final int MALFORMED = 4;
    private static final int FLOODS = 2;
    private static final int SILENT = 4;
    private static final int STALLED_OF = 10;

    private final Random random;
    private final Duration usual;
    private final int readers;
    private final Deque<Ending> endings = new ArrayDeque<>(List.of(Ending.SIGTERM, Ending.SIGKILL));
    private int number;

    Script(TorturePlan plan) {
        this.random = new Random(plan.seed());
        this.readers = plan.readers();
        Duration part = plan.duration().dividedBy(EPISODES);
        this.usual = part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }

    /** Whether there was enough of it to end: the hub was ended in both ways. */
    boolean isComplete() {
        return number >= Ending.values().length - 1;
    }

    Episode next() {
        number++;
        double factor = 0.7 + 0.6 * random.nextDouble();
        Duration length = Duration.ofNanos((long) (usual.toNanos() * factor));
        boolean all = number % ALL_AT_ONCE == 1;
        Map<Family, Integer> workers = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            int most = most(family);
            if (all || random.nextBoolean()) {
                workers.put(family, all ? most : 1 + random.nextInt(most));
            }
        }
        if (workers.isEmpty()) {
            workers.put(Family.CHURN, readers);
        }
        Duration endsAt = Duration.ofNanos((long) (length.toNanos() * random.nextDouble()));
        return new Episode(number, length, workers, ending(), endsAt);
    }

    /** How many do faults of a family when it has everybody. */
    int most(Family family) {
        return switch (family) {
            case CHURN -> readers;
            case STALLED -> Math.max(1, readers / STALLED_OF);
            case SILENT -> SILENT;
            case MALFORMED -> MALFORMED;
            case FLOOD -> FLOODS;
        };
    }

    /** One of each at first; later a process lives for some episodes, so that it would show what it gathers. */
    private Ending ending() {
        if (endings.isEmpty()) {
            List<Ending> next = new ArrayList<>(Collections.nCopies(4, Ending.NONE));
            next.add(Ending.SIGTERM);
            next.add(Ending.SIGKILL);
            Collections.shuffle(next, random);
            endings.addAll(next);
        }
        return endings.remove();
    }
}
