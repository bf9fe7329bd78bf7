package io.broadcasthub.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A crowd in this process, a share of it on each loop. */
final class LocalCrowd implements Crowd {
    private final List<Share> shares = new ArrayList<>();

    LocalCrowd(CrowdPlan plan, ClientLoops loops) {
        int parts = loops.count();
        for (int i = 0; i < parts; i++) {
            shares.add(new Share(plan.part(i, parts), loops.connector(i)));
        }
    }

    @Override
    public CompletableFuture<Tally> tell(Order order) {
        return sum(shares, share -> share.tell(order));
    }

    static <T> CompletableFuture<Tally> sum(List<T> parts, Function<T, CompletableFuture<Tally>> ask) {
        CompletableFuture<Tally> sum = CompletableFuture.completedFuture(Tally.none());
        for (CompletableFuture<Tally> part : parts.stream().map(ask).toList()) {
            sum = sum.thenCombine(part, Tally::plus);
        }
        return sum;
    }
}
