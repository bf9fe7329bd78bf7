package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the command line answers to wrong use, and to questions about itself. */
class HubCommandTest {
    private final Cli cli = new Cli(Map.of());

    @Test
    void withoutACommandItSaysWhereHelpIs() {
        assertThat(cli.run()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).containsExactly("hub: Missing command", "See: hub --help");
    }

    @Test
    void unknownCommandsGetASuggestion() {
        assertThat(cli.run("serv")).isEqualTo(2);
        assertThat(cli.err()).contains("Unmatched argument at index 0: 'serv'", "serve");
    }

    @Test
    void unknownOptionsNameTheCommandWhoseHelpToRead() {
        assertThat(cli.run("serve", "--port", "1")).isEqualTo(2);
        assertThat(cli.err()).contains("Unknown option", "'--port'", "See: hub serve --help");
        assertThat(cli.started).isEmpty();
    }

    @Test
    void helpIsNotAnError() {
        assertThat(cli.run("--help")).isZero();
        assertThat(cli.out()).contains("serve", "config", "version", "2   wrong use or configuration");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void helpOfACommandListsItsOptions() {
        assertThat(cli.run("serve", "--help")).isZero();
        assertThat(cli.out()).contains("--listen=HOST:PORT", "--set=KEY=VALUE", "--insecure");
        assertThat(cli.started).isEmpty();
    }

    @Test
    void versionNamesHubAndJava() {
        assertThat(cli.run("version")).isZero();
        assertThat(cli.out()).startsWith("hub ").contains("Java " + Runtime.version());
    }
}
