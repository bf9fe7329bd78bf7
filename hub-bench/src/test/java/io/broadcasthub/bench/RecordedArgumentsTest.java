package io.broadcasthub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedArgumentsTest {
    @Test
    void areTheArguments() {
        assertThat(RecordedArguments.of(List.of("--set=net.event-loops=1", "-Xmx4g")))
                .isEqualTo("--set=net.event-loops=1 -Xmx4g");
    }

    @Test
    void whatLooksLikeASecretIsLeftOut() {
        assertThat(RecordedArguments.of(List.of(
                        "--set=auth.Token=abc=", "-DtrustStorePassword=abc", "--secret-file", "abc", "--data", "dir")))
                .isEqualTo("--set=auth.Token=… -DtrustStorePassword=… --secret-file … --data dir");
    }
}
