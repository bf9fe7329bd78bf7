package io.broadcasthub.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes crowds, in this process and further ones. */
public final class Generator implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final ClientLoops loops;
    private final List<Worker> workers = new ArrayList<>();
    private int crowds;

    /**
     * @param loopCount event loops in each process
     * @param processes how many; this one is the first
     */
    public Generator(int loopCount, int processes) throws IOException {
        loops = new ClientLoops(loopCount);
        for (int i = 1; i < processes; i++) {
            workers.add(new Worker(loopCount));
        }
    }

    /** A crowd spread over all processes. */
    public Crowd crowd(CrowdPlan plan) {
        int number = crowds++;
        int parts = workers.size() + 1;
        List<Crowd> all = new ArrayList<>();
        all.add(new LocalCrowd(plan.part(0, parts), loops));
        for (int i = 1; i < parts; i++) {
            all.add(workers.get(i - 1).crowd(number, plan.part(i, parts)));
        }
        return order -> LocalCrowd.sum(all, crowd -> crowd.tell(order));
    }

    /** Processor time used so far, in seconds; 0 where the system does not tell. */
    public double cpu() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()), workers.stream().map(Worker::handle))
                .mapToDouble(Generator::cpu)
                .sum();
    }

    private static double cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / NANOS)
                .orElse(0.0);
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
        loops.close();
    }
}
