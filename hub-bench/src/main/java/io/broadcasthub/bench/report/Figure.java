package io.broadcasthub.bench.report;

/** Everything that a scenario may measure. The names are those of the JSON form; docs/bench.md explains each. */
public enum Figure {
    OFFERED("offeredPerSecond", "offered /s", Unit.PER_SECOND),
    DELIVERED("deliveredPerSecond", "delivered /s", Unit.PER_SECOND),
    DEVIATION("deliveredDeviation", "… standard deviation", Unit.PER_SECOND),
    HELD("held", "held", Unit.YES_NO),
    ATTEMPTS("attempts", "attempts", Unit.COUNT),
    MOST_HELD("mostHeldPerSecond", "most deliveries /s held", Unit.PER_SECOND),

    P50("latencyP50Micros", "latency p50", Unit.TIME),
    P90("latencyP90Micros", "latency p90", Unit.TIME),
    P99("latencyP99Micros", "latency p99", Unit.TIME),
    P99_END("latencyP99EndMicros", "… in the last third", Unit.TIME),
    P999("latencyP999Micros", "latency p99.9", Unit.TIME),
    MAX("latencyMaxMicros", "latency max", Unit.TIME),

    SERVED("served", "came back and served", Unit.COUNT),
    REPLAYED("replayed", "messages replayed", Unit.COUNT),
    SERVED_P50("servedP50Micros", "back to served p50", Unit.TIME),
    SERVED_P99("servedP99Micros", "back to served p99", Unit.TIME),
    SERVED_ALL("servedAllMicros", "back to all served", Unit.TIME),

    RUNS("runs", "runs", Unit.COUNT),
    LISTENING_P50("listeningP50Micros", "start to listening p50", Unit.TIME),
    LISTENING_MAX("listeningMaxMicros", "start to listening max", Unit.TIME),
    FIRST_MIN("firstMessageMinMicros", "start to first message min", Unit.TIME),
    FIRST_P50("firstMessageP50Micros", "start to first message p50", Unit.TIME),
    FIRST_P90("firstMessageP90Micros", "start to first message p90", Unit.TIME),
    FIRST_MAX("firstMessageMaxMicros", "start to first message max", Unit.TIME),
    START_CPU("startCpuMicros", "CPU until then, p50", Unit.TIME),

    CONNECTIONS("connections", "connections", Unit.COUNT),
    CYCLES("cyclesPerSecond", "cycles /s", Unit.PER_SECOND),
    CONNECT_P50("connectP50Micros", "connect p50", Unit.TIME),
    CONNECT_P99("connectP99Micros", "connect p99", Unit.TIME),
    FAILED("failedConnects", "failed connects", Unit.COUNT),
    WIRE_BYTES("wireBytesPerDelivery", "wire bytes per delivery", Unit.FEW_BYTES),
    CLOSED("closedByServer", "closed by the server", Unit.COUNT),

    LOST("lost", "lost", Unit.COUNT),
    REPEATED("repeated", "repeated", Unit.COUNT),
    OUT_OF_ORDER("outOfOrder", "out of order", Unit.COUNT),
    OUTSTANDING("outstanding", "outstanding", Unit.COUNT),
    SKIPPED("announcedSkipped", "skipped, announced", Unit.COUNT),
    ERRORS("errors", "errors", Unit.COUNT),

    LEVEL("loadLevel", "highest load level", Unit.COUNT),
    REFUSED("refused", "new work refused", Unit.COUNT),
    SHED("shed", "left out", Unit.COUNT),
    BACK_TO_NORMAL("backToNormalMicros", "back to normal after", Unit.TIME),

    WORKERS("workers", "live workers", Unit.COUNT),
    WORKERS_LEFT("workersLeft", "workers left", Unit.COUNT),
    HELD_LEFT("heldLeft", "held by its audit, left", Unit.COUNT),

    LOOP_MESSAGES("busiestLoopMessagesPerSecond", "messages /s its busiest loop can do", Unit.PER_SECOND),
    LOOP_MESSAGES_LEAST("busiestLoopMessagesPerSecondLeast", "… in the worst round", Unit.PER_SECOND),
    LOOP_MESSAGES_MOST("busiestLoopMessagesPerSecondMost", "… in the best round", Unit.PER_SECOND),
    LOOP_MESSAGES_WAITING("busiestLoopMessagesPerSecondWaiting", "… with its waits for a processor", Unit.PER_SECOND),
    LOOP_CPU("busiestLoopCpuMicrosPerMessage", "busiest loop, CPU per message", Unit.COST),
    LOOP_WAITING("busiestLoopWaitingMicrosPerMessage", "… waiting for a processor", Unit.COST),
    LOOP_CPU_LEAST("leastBusyLoopCpuMicrosPerMessage", "least busy loop, CPU per message", Unit.COST),
    FAN_OUT("fanOutMicros", "until it is sent to all, by its clock", Unit.COST),
    LOOPS_CPU("loopsCpuMicrosPerDelivery", "all loops, CPU per delivery", Unit.COST),
    ROUNDS("rounds", "rounds", Unit.COUNT),
    DISTURBED("roundsDisturbed", "… disturbed", Unit.COUNT),

    CPU_PER_DELIVERY("serverCpuMicrosPerDelivery", "CPU per delivery", Unit.COST),
    CPU_LOADED("serverCpuMicrosPerDeliveryLoaded", "… at the highest rate both hold", Unit.COST),
    DELIVERED_PER_CPU("deliveredPerServerCpuSecond", "deliveries per CPU second", Unit.PER_SECOND),
    CPU_PER_CONNECT("serverCpuMicrosPerConnect", "CPU per connect", Unit.COST),
    CPU_PER_CYCLE("serverCpuMicrosPerCycle", "CPU per cycle", Unit.COST),
    ALLOCATED_PER_DELIVERY("serverAllocatedBytesPerDelivery", "allocated per delivery", Unit.FEW_BYTES),
    ALLOCATED_PER_MESSAGE("serverAllocatedBytesPerMessage", "allocated per message", Unit.FEW_BYTES),
    COMPRESSED_PER_MESSAGE("serverCompressionsPerMessage", "compressions per message", Unit.RATIO),
    ALLOCATION_RATE("serverAllocatedBytesPerSecond", "allocated /s, all of it", Unit.BYTES),
    COLLECTIONS("serverCollections", "garbage collections", Unit.COUNT),
    COLLECTING("serverCollectingMicros", "time in them", Unit.TIME),
    LONGEST_PAUSE("serverLongestPauseMicros", "longest pause for them", Unit.TIME),
    CPU("serverCpuCores", "server CPU, cores", Unit.CORES),
    CPU_USER("serverUserCores", "server user, cores", Unit.CORES),
    CPU_SYSTEM("serverSystemCores", "server system, cores", Unit.CORES),
    RSS("serverRssBytes", "server memory", Unit.BYTES),
    BYTES_PER_CONNECTION("serverBytesPerConnection", "memory per connection", Unit.BYTES),
    RSS_GROWTH("serverRssGrowthBytes", "memory grown by", Unit.BYTES),
    DESCRIPTORS("serverDescriptors", "descriptors open", Unit.COUNT),
    DESCRIPTORS_LEFT("serverDescriptorsLeft", "descriptors left open", Unit.COUNT),
    THREADS("serverThreads", "server threads", Unit.COUNT),
    THREADS_LEFT("serverThreadsLeft", "threads left", Unit.COUNT),

    FAULTS("faults", "faults", Unit.COUNT),
    FAULTS_REFUSED("faultsRefused", "… refused", Unit.COUNT),
    FAULTS_CUT("faultsCutShort", "… cut short", Unit.COUNT),
    PUBLISHED("published", "messages acknowledged", Unit.COUNT),
    RECEIVED("received", "messages received", Unit.COUNT),
    RESUMES("resumes", "resumes", Unit.COUNT),
    AUDITS("audits", "looks at the hub", Unit.COUNT),
    RESTS("rests", "rests", Unit.COUNT),
    MISMATCHES("auditMismatches", "audit mismatches", Unit.COUNT),
    HEAP_GROWTH("serverHeapGrowthBytes", "heap grown by", Unit.BYTES),
    DIRECT_GROWTH("serverDirectGrowthBytes", "direct memory grown by", Unit.BYTES),
    VIOLATIONS("violations", "violations", Unit.COUNT),
    SECONDS("seconds", "seconds", Unit.COUNT),

    PUBLISH_LAG_P99("publishLagP99Micros", "generator: lag p99", Unit.TIME),
    GENERATOR_CPU("generatorCpuCores", "generator: CPU, cores", Unit.CORES);

    private final String key;
    private final String heading;
    private final Unit unit;

    Figure(String key, String heading, Unit unit) {
        this.key = key;
        this.heading = heading;
        this.unit = unit;
    }

    /** Its name in JSON. */
    public String key() {
        return key;
    }

    /** Its name in tables. */
    public String heading() {
        return heading;
    }

    public Unit unit() {
        return unit;
    }
}
