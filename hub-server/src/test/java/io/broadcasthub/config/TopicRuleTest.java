package io.broadcasthub.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.TopicFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rule is for a topic or pattern. */
class TopicRuleTest {
    @ParameterizedTest
    @CsvSource({
        "chat.**, chat.a, true",
        "chat.**, chat.a.b, true",
        "chat.**, chat, false",
        "chat.**, chat.*.x, true",
        "chat.**, chat.*, true",
        "chat.**, chat.**, true",
        "chat.*, chat.**, false",
        "chat.*, chat.*, true",
        "chat.a, chat.*, false",
        "chat.*.x, chat.*, false",
        "*.x, chat.x, true",
        "*.x, *.x, true",
        "**, **, true",
        "**, $hub.connections, false",
        "**, $hub.*, false",
        "$hub.**, $hub.*, true",
        "a.*.**, a.**, false",
    })
    void coversWhatItMatches(String rule, String filter, boolean covered) {
        assertThat(rule(rule).covers(new TopicFilter(filter))).isEqualTo(covered);
    }

    @Test
    void theFirstRuleThatFitsWinsAndDefaultsAreForTheRest() {
        HubConfig config = ConfigLoader.load(Sources.none()
                        .set("topics", "[{match: chat.vip, slow: close}, {match: 'chat.**', slow: latest}]"))
                .config();

        assertThat(config.ruleFor(new TopicFilter("chat.vip")).slow()).isEqualTo(SlowPolicy.CLOSE);
        assertThat(config.ruleFor(new TopicFilter("chat.other")).slow()).isEqualTo(SlowPolicy.LATEST);
        assertThat(config.ruleFor(new TopicFilter("chat.*")).slow()).isEqualTo(SlowPolicy.LATEST);
        assertThat(config.ruleFor(new TopicFilter("news"))).isEqualTo(ConfigLoader.defaultRule());
        assertThat(config.ruleFor(new TopicFilter("**"))).isEqualTo(ConfigLoader.defaultRule());
    }

    private static TopicRule rule(String match) {
        TopicRule d = ConfigLoader.defaultRule();
        return new TopicRule(new TopicFilter(match), d.history(), d.slow(), d.batch());
    }
}
