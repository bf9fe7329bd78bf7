package io.broadcasthub.bench.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
    private final Violations violations = new Violations(text -> {});
    private final Answers answers = new Answers(violations);

    @ParameterizedTest
    @CsvSource({
        "200, ''",
        "404, '{\"code\":\"bad_request\"}'",
        "503, '{\"code\":\"overloaded\"}'",
        "503, '{\"code\":\"unavailable\"}'",
    })
    void documentedAnswersAreFine(int status, String body) {
        answers.saw(status, body, "a request");

        assertThat(violations.count()).isZero();
        assertThat(answers.byStatus()).containsEntry(status, 1L);
    }

    @ParameterizedTest
    @CsvSource({"500, '{\"code\":\"internal\"}'", "502, ''", "503, ''", "503, '{\"code\":\"internal\"}'"})
    void othersAreNot(int status, String body) {
        answers.saw(status, body, "a request");

        assertThat(violations.summary()).isEqualTo("undocumented server error");
        assertThat(violations.texts()).singleElement().asString().contains("a request", String.valueOf(status));
    }

    @Test
    void theRestOfAKindIsCounted() {
        for (int i = 0; i < 9; i++) {
            answers.saw(500, "", "request " + i);
        }

        assertThat(violations.count()).isEqualTo(9);
        assertThat(violations.summary()).isEqualTo("undocumented server error ×9");
        assertThat(violations.texts()).hasSize(6).last().asString().contains("9 in all");
    }
}
