package io.broadcasthub.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AuditPageTest {
    @Test
    void addsUpTheLoopsAndNamesTheMismatches() throws IOException {
        AuditPage page = AuditPage.parse("""
                {"ok":false,"count":1,"looks":5,
                 "mismatches":[{"equation":"cursors","where":"hub-loop-1-1","what":"3 and 2","ageSeconds":null,
                                "knownSeconds":1,"created":"somewhere"}],
                 "equations":[
                  {"equation":"cursors","where":"hub-loop-1-1","left":"ledger","leftCount":3,"right":"walked","rightCount":2,
                   "ok":false},
                  {"equation":"cursors","where":"hub-loop-1-2","left":"ledger","leftCount":4,"right":"walked","rightCount":4,
                   "ok":true}]}
                """);

        assertThat(page.count()).isEqualTo(1);
        assertThat(page.held()).containsOnlyKeys("cursors").containsEntry("cursors", 7L);
        assertThat(page.mismatches()).singleElement().asString().contains("cursors", "hub-loop-1-1", "3 and 2");
    }

    @Test
    void anotherPageIsNoAudit() {
        assertThatIOException().isThrownBy(() -> AuditPage.parse("{\"status\":\"up\"}"));
    }
}
