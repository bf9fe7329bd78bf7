package io.broadcasthub.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What became of messages that were published as the numbers from 0 on. */
public record Tally(int lost, int repeated, int outOfOrder, int gaps) {
    public static final Tally PERFECT = new Tally(0, 0, 0, 0);

    static Tally of(List<Integer> received, int published, int gaps) {
        Set<Integer> seen = new HashSet<>();
        int outOfOrder = 0;
        int highest = -1;
        for (int number : received) {
            if (seen.add(number) && number < highest) {
                outOfOrder++;
            }
            highest = Math.max(highest, number);
        }
        return new Tally(published - seen.size(), received.size() - seen.size(), outOfOrder, gaps);
    }
}
