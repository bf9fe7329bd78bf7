package io.broadcasthub.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadPageTest {
    @Test
    void readsTheLevelAndWhatWasRefused() throws IOException {
        LoadPage page = LoadPage.parse("""
                {"level":"refuse","because":"queued_bytes","accepting":true,"connectPercent":3,"publishPercent":25,
                 "resources":[{"resource":"heap","level":"normal","used":1,"refusedFrom":2,"percent":50}],
                 "shed":[{"what":"access_log","reason":null,"count":7}],
                 "refused":[{"what":"publish","reason":"queued_bytes","count":5},
                            {"what":"publish","reason":"recovering","count":2}]}
                """);

        assertThat(page.level()).isEqualTo(LoadPage.REFUSE);
        assertThat(page.because()).isEqualTo("queued_bytes");
        assertThat(page.accepting()).isTrue();
        assertThat(page.connectPercent()).isEqualTo(3);
        assertThat(page.publishPercent()).isEqualTo(25);
        assertThat(page.shed()).containsExactly(Map.entry("access_log", 7L));
        assertThat(page.refused())
                .containsOnly(Map.entry("publish, queued_bytes", 5L), Map.entry("publish, recovering", 2L));
    }

    @Test
    void anotherPageIsNoLoad() {
        assertThatIOException().isThrownBy(() -> LoadPage.parse("{\"status\":\"up\"}"));
    }
}
