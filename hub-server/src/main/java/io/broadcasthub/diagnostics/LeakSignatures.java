package io.broadcasthub.diagnostics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recognises the picture of a leak: a group of like connections that rises again and again, of which none leaves and through
 * which nothing goes. Whoever leaves, and whoever wakes up, ends the suspicion; a sample without a change neither feeds nor
 * ends it. One thread.
 */
public final class LeakSignatures {
    /**
     * A group as the latest sample left it.
     *
     * @param rises samples in which it rose since anybody last left it
     */
    public record Growth(ConnectionGroup group, int quiet, int rises) {}

    private final int threshold;
    private Map<ConnectionGroup, Growth> known = Map.of();

    /** @param threshold so many rises are the signature */
    public LeakSignatures(int threshold) {
        this.threshold = threshold;
    }

    /** Takes a sample. */
    public void sample(Map<ConnectionGroup, QuietCount> counts) {
        Map<ConnectionGroup, Growth> next = new HashMap<>();
        counts.forEach((group, count) -> next.put(group, new Growth(group, count.quiet(), rises(group, count))));
        known = Map.copyOf(next);
    }

    private int rises(ConnectionGroup group, QuietCount count) {
        Growth before = known.get(group);
        if (before == null || count.stayed() < before.quiet()) {
            return 0;
        }
        return count.quiet() > before.quiet() ? before.rises() + 1 : before.rises();
    }

    public boolean isSignature(Growth growth) {
        return growth.rises() >= threshold;
    }

    /** Every group, those that rose most often first. */
    public List<Growth> groups() {
        List<Growth> groups = new ArrayList<>(known.values());
        groups.sort((a, b) ->
                a.rises() == b.rises() ? Integer.compare(b.quiet(), a.quiet()) : Integer.compare(b.rises(), a.rises()));
        return groups;
    }
}
