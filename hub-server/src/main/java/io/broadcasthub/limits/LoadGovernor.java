package io.broadcasthub.limits;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.config.LoadConfig;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, sample by sample, whether the hub has the means for what is not core, and for more core work. It never touches
 * what runs already: subscribers get what they were to get at every level.
 */
@AnyThread
public final class LoadGovernor {
    /** How often samples are taken; rates are reckoned by it. */
    public static final Duration INTERVAL = Duration.ofMillis(200);

    static final int SAMPLES_A_SECOND = (int) Duration.ofSeconds(1).dividedBy(INTERVAL);

    private static final Logger log = LoggerFactory.getLogger(LoadGovernor.class);
    private static final Duration COME_BACK = Duration.ofSeconds(2);
    private static final Resource[] RESOURCES = Resource.values();

    private final HubMetrics metrics;
    private final Inflow connections;
    private final Inflow publishes;
    private final RecentRate connectionRate = new RecentRate();
    private final RecentRate publishRate = new RecentRate();
    private final Map<Resource, Pressure> pressures = new EnumMap<>(Resource.class);
    private volatile LoadReport report;
    private volatile LoadLevel level = LoadLevel.NORMAL;

    /** @param nanoTicker nanoseconds that never go backwards */
    public LoadGovernor(LoadConfig config, HubMetrics metrics, LongSupplier nanoTicker) {
        this.metrics = metrics;
        this.connections = new Inflow(config.connectRate(), nanoTicker);
        this.publishes = new Inflow(config.publishRate(), nanoTicker);
        for (Resource resource : RESOURCES) {
            pressures.put(resource, new Pressure(resource));
        }
        this.report = report(LoadSample.empty());
    }

    /** Goes by one more sample; called by one thread at a time. */
    public void sample(LoadSample sample) {
        LoadLevel before = level;
        LoadLevel called = LoadLevel.NORMAL;
        for (Resource resource : RESOURCES) {
            called = LoadLevel.max(
                    called, pressure(resource).update(sample.of(resource).pressure()));
        }
        // Core work is refused only after what is not core is left out, and let in before that is.
        level = LoadLevel.max(before, called);
        turn(connections, connectionRate.perSecond(metrics.acceptedTotal()));
        turn(publishes, publishRate.perSecond(metrics.publishedTotal()));
        LoadReport next = report(sample);
        report = next;
        level = next.level();
        if (next.level() != before) {
            tell(before, next);
        }
    }

    private void turn(Inflow inflow, long recent) {
        boolean refusing = false;
        boolean shut = false;
        for (Resource resource : RESOURCES) {
            if (resource.isNeeded() && levelOf(resource) == LoadLevel.REFUSE) {
                refusing = true;
                shut |= resource.isHard();
            }
        }
        inflow.turn(refusing, shut, recent);
    }

    private LoadLevel levelOf(Resource resource) {
        return pressure(resource).level();
    }

    private Pressure pressure(Resource resource) {
        return Objects.requireNonNull(pressures.get(resource));
    }

    private LoadReport report(LoadSample sample) {
        LoadLevel highest = LoadLevel.NORMAL;
        List<LoadReport.Line> lines = new ArrayList<>();
        for (Resource resource : RESOURCES) {
            highest = LoadLevel.max(highest, levelOf(resource));
            lines.add(new LoadReport.Line(resource, levelOf(resource), sample.of(resource)));
        }
        LoadLevel top = highest;
        List<Resource> reasons = top == LoadLevel.NORMAL
                ? List.of()
                : lines.stream()
                        .filter(line -> line.level() == top)
                        .map(LoadReport.Line::resource)
                        .toList();
        boolean recovering = connections.share() < 1 || publishes.share() < 1;
        return new LoadReport(
                recovering ? LoadLevel.max(top, LoadLevel.SHED) : top,
                reasons,
                lines,
                connections.share(),
                publishes.share());
    }

    private static void tell(LoadLevel before, LoadReport now) {
        (now.level() == LoadLevel.REFUSE ? log.atWarn() : log.atInfo())
                .addKeyValue("level", now.level().wireName())
                .addKeyValue("before", before.wireName())
                .addKeyValue("because", now.why())
                .log("load level changed");
    }

    public LoadLevel level() {
        return level;
    }

    public LoadReport report() {
        return report;
    }

    /** Whether there are means for something that is not core; what is left out is counted. */
    public boolean admits(Extra extra) {
        if (level == LoadLevel.NORMAL) {
            return true;
        }
        metrics.load().shed(extra.wireName());
        return false;
    }

    /** Why this piece of new work is refused, with the time to come back; null if it is admitted. */
    public @Nullable HubException refusal(Work work) {
        return switch (work) {
            case CONNECTION -> connections.take() ? null : refusal(work, connections.share());
            case PUBLISH -> publishes.take() ? null : refusal(work, publishes.share());
            case STREAM, SUBSCRIBE -> level == LoadLevel.REFUSE ? refusalByLevel(work) : null;
        };
    }

    /** @throws HubException {@link #refusal} if there is one */
    public void require(Work work) {
        HubException why = refusal(work);
        if (why != null) {
            throw why;
        }
    }

    private @Nullable HubException refusalByLevel(Work work) {
        for (LoadReport.Line line : report.resources()) {
            if (line.level() == LoadLevel.REFUSE && line.resource().isNeeded()) {
                return refused(work, ErrorCode.OVERLOADED, line.resource().wireName());
            }
        }
        return null;
    }

    private HubException refusal(Work work, double share) {
        if (share >= 1) {
            return refused(work, ErrorCode.RATE_LIMITED, "rate");
        }
        HubException byLevel = refusalByLevel(work);
        return byLevel == null ? refused(work, ErrorCode.OVERLOADED, "recovering") : byLevel;
    }

    private HubException refused(Work work, ErrorCode code, String reason) {
        metrics.load().refused(work.wireName(), reason);
        String what =
                code == ErrorCode.RATE_LIMITED ? "the hub takes no more of these a second" : "the hub is overloaded";
        return new HubException(code, what + " (" + reason + "); wait and try again", null, COME_BACK);
    }
}
