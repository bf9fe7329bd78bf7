package io.broadcasthub.transport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.PageLink;
import io.broadcasthub.diagnostics.Table;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PageJsonTest {
    @Test
    void writesEveryKindOfValueAsWhatItIs() {
        Table table = new Table("rows", "name", "value");
        table.add("none", null);
        table.add("link", new PageLink("/debug"));
        table.add("large", Long.MAX_VALUE);
        Page page = new Page("test")
                .fact("seconds", 0.05)
                .fact("count", 3)
                .fact("ok", true)
                .fact("text", "a \"b\"")
                .with(table);

        assertThat(new String(PageJson.write(page), StandardCharsets.UTF_8))
                .isEqualTo("{\"seconds\":0.05,\"count\":3,\"ok\":true,\"text\":\"a \\\"b\\\"\",\"rows\":["
                        + "{\"name\":\"none\",\"value\":null},"
                        + "{\"name\":\"link\",\"value\":\"/debug\"},"
                        + "{\"name\":\"large\",\"value\":9223372036854775807}]}");
    }
}
