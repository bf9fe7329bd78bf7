package io.broadcasthub.bench.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.wire.HttpConnection.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewWorkTest {
    @ParameterizedTest
    @CsvSource({
        "200, published, false, 0, 0",
        "503, overloaded, true, 1, 0",
        "429, rate_limited, true, 1, 0",
        "503, overloaded, false, 0, 1",
        "503, internal, true, 0, 1",
        "500, overloaded, true, 0, 1",
        "404, overloaded, true, 0, 1"
    })
    void takesOnlyTheDocumentedRefusals(int status, String code, boolean retryLater, int refused, int undocumented) {
        NewWork.Judgement judgement = new NewWork.Judgement();

        judgement.saw(new Answer(status, "{\"code\":\"" + code + "\"}", retryLater));

        assertThat(judgement.refused()).isEqualTo(refused);
        assertThat(judgement.undocumented()).hasSize(undocumented);
    }
}
