package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.config.LoadConfig;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.limits.LoadLevel;
import io.broadcasthub.limits.LoadReport;
import io.broadcasthub.limits.LoadSample;
import io.broadcasthub.limits.Reading;
import io.broadcasthub.limits.Resource;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.session.SessionLoop;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the governor's samples, and opens and closes the listeners by what it finds. */
@AnyThread
final class LoadSampler {
    private static final Logger log = LoggerFactory.getLogger(LoadSampler.class);
    /** The kernel is asked to count descriptors once in so many samples; it is about 0.5 µs a descriptor. */
    private static final int RECOUNT = 25;

    private final LoadConfig config;
    private final LoadGovernor governor;
    private final OpenFiles files;
    private final List<LoopPulse> pulses;
    private final Door main;
    private final Door admin;
    private final MemoryUse memory;
    private int samples;
    private boolean told;

    LoadSampler(
            LoadConfig config,
            LoadGovernor governor,
            OpenFiles files,
            MemoryUse memory,
            List<LoopPulse> pulses,
            Door main,
            Door admin) {
        this.config = config;
        this.governor = governor;
        this.files = files;
        this.memory = memory;
        this.pulses = pulses;
        this.main = main;
        this.admin = admin;
    }

    /** How late an event loop may be before the governor minds. */
    static Duration lateFrom(LoadConfig config) {
        return Duration.ofNanos((long) (config.loopDelay().toNanos() * Resource.LOOP_DELAY.shed()));
    }

    /** One sample. Nothing that goes wrong may end the samples. */
    void sample() {
        try {
            governor.sample(look());
            pulses.forEach(LoopPulse::ask);
            main.gate().open(!isShort(governor.report()));
            admin.gate().open(true);
            told = false;
        } catch (Throwable t) {
            if (!told) {
                told = true;
                log.atError().setCause(t).log("sampling the load failed; going on");
            }
        }
    }

    private static boolean isShort(LoadReport report) {
        for (LoadReport.Line line : report.resources()) {
            if (line.resource() == Resource.DESCRIPTORS) {
                return line.level() == LoadLevel.REFUSE;
            }
        }
        return false;
    }

    private LoadSample look() {
        long connections = (long) main.admission().open() + admin.admission().open();
        if (samples++ % RECOUNT == 0 || files.isExhausted()) {
            files.count(connections);
        }
        Map<Resource, Reading> readings = new EnumMap<>(Resource.class);
        readings.put(
                Resource.CONNECTIONS,
                new Reading(main.admission().open(), main.admission().maxOpen()));
        readings.put(Resource.DESCRIPTORS, new Reading(files.used(connections), files.pauseAt()));
        readings.put(
                Resource.LOOP_DELAY, new Reading(latest(), config.loopDelay().toNanos()));
        readings.put(
                Resource.QUEUED_BYTES, new Reading(queued(), config.queued().bytes()));
        readings.put(Resource.HEAP, memory.heap(config.memoryPercent()));
        readings.put(Resource.DIRECT_MEMORY, memory.direct(config.memoryPercent()));
        return new LoadSample(readings);
    }

    /** Has the metrics say what is measured here. */
    void export(HubMetrics metrics) {
        metrics.gauge(
                "hub_load_level",
                "0 normal, 1 what is not core is left out, 2 new work is refused",
                () -> governor.level().rank());
        metrics.gauge("hub_queued_bytes", "Bytes written to connections that the kernel has not taken", this::queued);
        metrics.gauge("hub_slow_subscribers", "Streams not read as fast as they are written to", this::slow);
        metrics.gauges(
                "hub_resource_used",
                "What is used of each resource; loop_delay in nanoseconds",
                "resource",
                () -> byResource(Reading::used));
        metrics.gauges(
                "hub_resource_limit",
                "From which use on new work that needs the resource is refused; 0 = no bound",
                "resource",
                () -> byResource(Reading::limit));
    }

    private Map<String, Long> byResource(ToLongFunction<Reading> figure) {
        return governor.report().resources().stream()
                .collect(Collectors.toMap(
                        line -> line.resource().wireName(), line -> figure.applyAsLong(line.reading())));
    }

    // With every sample, so without streams: five times a second they would stay interpreted.

    private long latest() {
        long latest = 0;
        for (LoopPulse pulse : pulses) {
            latest = Math.max(latest, pulse.delay());
        }
        return latest;
    }

    /** Bytes written to connections that the kernel has not taken. */
    private long queued() {
        long queued = 0;
        for (LoopPulse pulse : pulses) {
            queued += pulse.sessions().queuedBytes();
        }
        return queued;
    }

    /** Streams that are not read as fast as they are written to. */
    private long slow() {
        return pulses.stream()
                .map(LoopPulse::sessions)
                .mapToLong(SessionLoop::slowReaders)
                .sum();
    }
}
