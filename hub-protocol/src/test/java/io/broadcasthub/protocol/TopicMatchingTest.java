package io.broadcasthub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicMatchingTest {
    private static final String[] SEGMENTS = {"a", "b", "ab", "a:b", "*", "**"};

    @ParameterizedTest
    @CsvSource({
        "orders.*.eu, orders.42.eu, true",
        "orders.*.eu, orders.eu, false",
        "orders.*.eu, orders.1.2.eu, false",
        "orders.*, orders, false",
        "chat.**, chat, false",
        "chat.**, chat.a, true",
        "chat.**, chat.a.b.c, true",
        "chat.**, chats.a, false",
        "*, a, true",
        "*, a.b, false",
        "**, a.b, true",
        "a, a, true",
        "a, ab, false",
        "ab, a, false",
        "a.b, a, false",
        "a, a.b, false",
        "*, $a, false",
        "**, $a.b, false",
        "*.b, $a.b, false",
        "$a.*, $a.b, true",
        "$a.**, $a.b.c, true",
        "a.*, $a.b, false"
    })
    void matches(String filter, String topic, boolean expected) {
        assertThat(new TopicFilter(filter).matches(new TopicName(topic))).isEqualTo(expected);
    }

    @Test
    void agreesWithARegularExpression() {
        int[] seen = new int[2];
        Seeds.each(50_000, random -> {
            String filter = filter(random);
            String topic = (random.nextInt(6) == 0 ? "$" : "") + segments(random, 4);
            boolean expected = oracle(filter).matcher(topic).matches();
            seen[expected ? 1 : 0]++;
            assertThat(new TopicFilter(filter).matches(new TopicName(topic)))
                    .as("%s matches %s", filter, topic)
                    .isEqualTo(expected);
        });
        if (Long.getLong("seed") == null) {
            assertThat(seen[0]).isGreaterThan(1000);
            assertThat(seen[1]).isGreaterThan(1000);
        }
    }

    private static String filter(Random random) {
        StringBuilder filter = new StringBuilder();
        int last = random.nextInt(4);
        for (int i = 0; i < last; i++) {
            filter.append(SEGMENTS[random.nextInt(5)]).append('.');
        }
        filter.append(SEGMENTS[random.nextInt(6)]);
        return filter.charAt(0) != '*' && random.nextInt(6) == 0 ? "$" + filter : filter.toString();
    }

    private static String segments(Random random, int kinds) {
        StringBuilder name = new StringBuilder(SEGMENTS[random.nextInt(kinds)]);
        for (int i = random.nextInt(4); i > 0; i--) {
            name.append('.').append(SEGMENTS[random.nextInt(kinds)]);
        }
        return name.toString();
    }

    private static Pattern oracle(String filter) {
        String segment = "[^.$]+";
        StringBuilder regex = new StringBuilder();
        for (String part : filter.split("\\.")) {
            regex.append(regex.isEmpty() ? "" : "\\.");
            regex.append(
                    switch (part) {
                        case "*" -> segment;
                        case "**" -> segment + "(\\." + segment + ")*";
                        default -> Pattern.quote(part);
                    });
        }
        return Pattern.compile(regex.toString());
    }
}
