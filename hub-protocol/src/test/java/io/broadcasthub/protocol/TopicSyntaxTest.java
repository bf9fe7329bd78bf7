package io.broadcasthub.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicSyntaxTest {
    /** 255 bytes: four segments of 63 and three dots. */
    private static final String LONGEST = ("x".repeat(63) + ".").repeat(3) + "x".repeat(63);

    static Stream<String> names() {
        return Stream.of(
                "a",
                "A-Z_a-z:0@9~",
                "a.b",
                "$a",
                "$a.b",
                "a" + ".a".repeat(15),
                "$a" + ".a".repeat(15),
                "x".repeat(64),
                "$" + "x".repeat(64),
                LONGEST);
    }

    static Stream<String> neither() {
        return Stream.of(
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                " ",
                "a b",
                "a/b",
                "é",
                "🙂",
                "a\n",
                "a\u0000",
                "$",
                "$$",
                "$.a",
                "a.$b",
                "$*",
                "$**",
                "a*",
                "*a",
                "***",
                "a.**.b",
                "**.a",
                "**.**",
                "a.*b",
                "a.b**",
                "+",
                "#",
                "a" + ".a".repeat(16),
                "*" + ".*".repeat(16),
                "x".repeat(65),
                "a." + "x".repeat(65),
                LONGEST + "x",
                LONGEST + ".x");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameIsAlsoAFilter(String name) {
        assertThat(new TopicName(name).isReserved()).isEqualTo(name.startsWith("$"));
        assertThat(new TopicFilter(name).isPattern()).isFalse();
        assertThat(new TopicFilter(name).topic()).isEqualTo(new TopicName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "**",
                "*.*",
                "a.*",
                "*.a",
                "a.*.b",
                "a.**",
                "*.**",
                "$a.*",
                "$a.**",
                "*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.**"
            })
    void aPatternIsNotAName(String pattern) {
        assertThat(new TopicFilter(pattern).isPattern()).isTrue();
        assertThat(refusal(() -> new TopicName(pattern)).code()).isEqualTo(ErrorCode.INVALID_TOPIC);
        assertThat(refusal(() -> new TopicFilter(pattern).topic()).topic()).isEqualTo(pattern);
    }

    @ParameterizedTest
    @MethodSource("neither")
    void everythingElseIsRefused(String text) {
        assertThat(refusal(() -> new TopicName(text)).code()).isEqualTo(ErrorCode.INVALID_TOPIC);
        assertThat(refusal(() -> new TopicFilter(text)).code()).isEqualTo(ErrorCode.INVALID_TOPIC);
    }

    @Test
    void refusalShowsTheTopicShortAndHarmless() {
        HubException e = refusal(() -> new TopicName("a\u001b[31m\u202e" + "x".repeat(300)));
        assertThat(e.topic()).isEqualTo("a?[31m?" + "x".repeat(57) + "…");
        assertThat(refusal(() -> new TopicName("café")).topic()).isEqualTo("café");
    }

    private static HubException refusal(Runnable make) {
        HubException e = catchThrowableOfType(HubException.class, make::run);
        assertThat(e).isNotNull();
        return e;
    }
}
