package io.broadcasthub.bench.load;

/** Makes crowds in this process. */
public final class Generator implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final ClientLoops loops;

    public Generator(int loopCount) {
        loops = new ClientLoops(loopCount);
    }

    public Crowd crowd(CrowdPlan plan) {
        return new LocalCrowd(plan, loops);
    }

    /** Processor time used so far, in seconds; 0 where the system does not tell. */
    public double cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(d -> d.toNanos() / NANOS)
                .orElse(0.0);
    }

    @Override
    public void close() {
        loops.close();
    }
}
