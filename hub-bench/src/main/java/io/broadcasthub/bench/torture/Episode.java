package io.broadcasthub.bench.torture;

import io.broadcasthub.bench.torture.fault.Family;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Some of it at once, for a while.
 *
 * @param workers how many do faults of a family at a time; families that have a rest are not in it
 * @param endsAt when the hub is ended, from the beginning of the episode on
 */
record Episode(int number, Duration length, Map<Family, Integer> workers, Ending ending, Duration endsAt) {
    /** In a few words. */
    String words() {
        String families = workers.keySet().stream().map(Family::words).collect(Collectors.joining(", "));
        return "episode " + number + ": " + families + (ending == Ending.NONE ? "" : ", " + ending.label());
    }
}
