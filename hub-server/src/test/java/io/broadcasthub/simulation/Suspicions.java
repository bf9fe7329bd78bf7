package io.broadcasthub.simulation;

import io.broadcasthub.diagnostics.Mismatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells what is wrong from what is under way between two loops, or the engine and a loop: that is gone when all had their turns. */
final class Suspicions {
    private static final int CHECKS = 8;

    private Map<String, Integer> known = new HashMap<>();

    /** Those that were there at each of the latest checks. */
    List<Mismatch> confirmed(List<Mismatch> now) {
        Map<String, Integer> next = new HashMap<>();
        now.forEach(mismatch -> next.put(mismatch.key(), known.getOrDefault(mismatch.key(), 0) + 1));
        known = next;
        return now.stream()
                .filter(mismatch -> next.get(mismatch.key()) >= CHECKS)
                .toList();
    }
}
