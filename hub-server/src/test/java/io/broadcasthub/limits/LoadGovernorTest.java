package io.broadcasthub.limits;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.LoadConfig;
import io.broadcasthub.config.Sources;
import io.broadcasthub.log.ManualTicker;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Levels, what is refused at which, and the way back, in virtual time. */
class LoadGovernorTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(LoadGovernor.class);

    private final ManualTicker ticker = new ManualTicker();
    private final HubMetrics metrics = new HubMetrics();
    private LoadGovernor governor = governor();

    @BeforeAll
    static void mute() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void unmute() {
        LOGGER.setLevel(null);
    }

    private LoadGovernor governor(String... settings) {
        Sources sources = Sources.none();
        for (int i = 0; i < settings.length; i += 2) {
            sources = sources.set(settings[i], settings[i + 1]);
        }
        LoadConfig config = ConfigLoader.load(sources).config().load();
        return new LoadGovernor(config, metrics, ticker);
    }

    /** One sample in which a resource is under this much pressure, in percent, and the others under none. */
    private void sample(Resource resource, int percent) {
        Map<Resource, Reading> readings = new EnumMap<>(Resource.class);
        readings.put(resource, new Reading(percent, 100));
        ticker.advance(LoadGovernor.INTERVAL);
        governor.sample(new LoadSample(readings));
    }

    private void samples(int times, Resource resource, int percent) {
        for (int i = 0; i < times; i++) {
            sample(resource, percent);
        }
    }

    @Test
    void anIdleHubAdmitsEverything() {
        samples(20, Resource.HEAP, 40);
        assertThat(governor.level()).isEqualTo(LoadLevel.NORMAL);
        for (Work work : Work.values()) {
            assertThat(governor.refusal(work)).isNull();
        }
        assertThat(governor.admits(Extra.ACCESS_LOG)).isTrue();
    }

    @Test
    void shedsWhatIsNotCoreAndRefusesNothing() {
        sample(Resource.HEAP, 92);
        assertThat(governor.level()).isEqualTo(LoadLevel.SHED);
        assertThat(governor.report().reasons()).containsExactly(Resource.HEAP);
        assertThat(governor.admits(Extra.ACCESS_LOG)).isFalse();
        assertThat(governor.admits(Extra.STATISTICS)).isFalse();
        for (Work work : Work.values()) {
            assertThat(governor.refusal(work)).as("%s", work).isNull();
        }
        assertThat(metrics.load().shedCounts()).hasSize(2);
        assertThat(metrics.load().refusedCounts()).isEmpty();
    }

    @Test
    void refusesAllNewWorkWhenMemoryIsShort() {
        sample(Resource.DIRECT_MEMORY, 100);
        for (Work work : Work.values()) {
            HubException why = governor.refusal(work);
            assertThat(why).as("%s", work).isNotNull();
            assertThat(why.code()).isEqualTo(ErrorCode.OVERLOADED);
            assertThat(why.reason()).contains("direct_memory");
            assertThat(why.retryAfter()).isPositive();
        }
        assertThat(metrics.load().refusedCounts())
                .extracting(c -> c.what() + ' ' + c.reason() + ' ' + c.count())
                .containsExactlyInAnyOrder(
                        "connection direct_memory 1",
                        "publish direct_memory 1",
                        "stream direct_memory 1",
                        "subscribe direct_memory 1");
    }

    @Test
    void withoutDescriptorsWhoIsInIsServed() {
        sample(Resource.DESCRIPTORS, 100);
        assertThat(governor.level()).isEqualTo(LoadLevel.REFUSE);
        assertThat(governor.refusal(Work.CONNECTION)).isNull();
        assertThat(governor.refusal(Work.PUBLISH)).isNull();
        assertThat(governor.refusal(Work.SUBSCRIBE)).isNull();
        assertThat(governor.refusal(Work.STREAM)).isNull();
    }

    @Test
    void oneLateSampleIsNoOverload() {
        samples(Resource.LOOP_DELAY.confirmations() - 1, Resource.LOOP_DELAY, 300);
        assertThat(governor.level()).isEqualTo(LoadLevel.NORMAL);
        sample(Resource.LOOP_DELAY, 0);
        samples(Resource.LOOP_DELAY.confirmations() - 1, Resource.LOOP_DELAY, 300);
        assertThat(governor.level()).isEqualTo(LoadLevel.NORMAL);
        sample(Resource.LOOP_DELAY, 300);
        assertThat(governor.level()).isEqualTo(LoadLevel.REFUSE);
    }

    @Test
    void doesNotSwingAroundAThreshold() {
        sample(Resource.QUEUED_BYTES, 100);
        sample(Resource.QUEUED_BYTES, 100);
        assertThat(governor.level()).isEqualTo(LoadLevel.REFUSE);
        for (int i = 0; i < 50; i++) {
            sample(Resource.QUEUED_BYTES, i % 2 == 0 ? 95 : 101);
            assertThat(governor.level()).isEqualTo(LoadLevel.REFUSE);
        }
        samples(Pressure.CALM, Resource.QUEUED_BYTES, 60);
        assertThat(governor.report()
                        .resources()
                        .get(Resource.QUEUED_BYTES.ordinal())
                        .level())
                .isEqualTo(LoadLevel.SHED);
    }

    /** The way back: within ten samples of the last one that was over, everything is admitted again. */
    @ParameterizedTest
    @EnumSource
    void isBackToFullAdmissionWithinTenSamples(Resource resource) {
        samples(30, resource, 200);
        assertThat(governor.level()).isEqualTo(LoadLevel.REFUSE);
        int calm = 0;
        while (governor.level() != LoadLevel.NORMAL) {
            sample(resource, 0);
            calm++;
        }
        assertThat(calm).isLessThanOrEqualTo(10);
        for (Work work : Work.values()) {
            for (int i = 0; i < 100_000; i++) {
                assertThat(governor.refusal(work)).isNull();
            }
        }
        assertThat(governor.admits(Extra.STATISTICS)).isTrue();
    }

    /** I13: whatever the samples, nothing core is refused while anything else is admitted. */
    @Test
    void refusesNothingCoreWhileAnythingElseIsAdmitted() {
        Random random = new Random(13);
        int refused = 0;
        int admitted = 0;
        for (int i = 0; i < 2_000; i++) {
            Resource resource = Resource.values()[random.nextInt(Resource.values().length)];
            samples(1 + random.nextInt(12), resource, random.nextInt(130));
            for (Work work : Work.values()) {
                boolean core = governor.refusal(work) == null;
                boolean extra = governor.admits(Extra.ACCESS_LOG);
                assertThat(core || !extra).isTrue();
                refused += core ? 0 : 1;
                admitted += extra ? 1 : 0;
            }
        }
        assertThat(refused).isPositive();
        assertThat(admitted).isPositive();
    }

    /** A hub whose loops are late is let have less and less, and then more and more, of what it had before. */
    @Test
    void publishesAreTurnedDownAndUpAgain() {
        for (int i = 0; i < 10; i++) {
            publish(2_000);
            sample(Resource.LOOP_DELAY, 0);
        }
        int[] let = new int[30];
        for (int i = 0; i < let.length; i++) {
            sample(Resource.LOOP_DELAY, i < 12 ? 150 : 0);
            let[i] = publish(2_000);
        }
        assertThat(let[0]).isEqualTo(2_000);
        assertThat(let[11]).isBetween(1, 2_000 / 16);
        assertThat(let[20]).isEqualTo(2_000);
        for (int i = 5; i < 8; i++) {
            assertThat(let[i]).isLessThanOrEqualTo(let[i - 1]);
        }
        for (int i = 15; i < 20; i++) {
            assertThat(let[i]).isGreaterThanOrEqualTo(let[i - 1]);
        }
    }

    private int publish(int tries) {
        int let = 0;
        for (int i = 0; i < tries; i++) {
            if (governor.refusal(Work.PUBLISH) == null) {
                metrics.published(1);
                let++;
            }
        }
        return let;
    }

    @Test
    void aConfiguredRateHoldsToTheToken() {
        governor = governor("load.publish-rate", "1000");
        assertThat(publish(5_000)).isEqualTo(1_000);
        HubException why = governor.refusal(Work.PUBLISH);
        assertThat(why.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        int let = 0;
        for (int i = 0; i < 5_000; i++) {
            ticker.advance(Duration.ofMillis(1));
            let += publish(3);
        }
        assertThat(let).isEqualTo(5_000);
        assertThat(governor.refusal(Work.CONNECTION)).isNull();
    }
}
