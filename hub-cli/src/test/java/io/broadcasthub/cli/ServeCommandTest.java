package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** {@code hub serve} around the hub: what it prints, and how it ends. */
class ServeCommandTest {
    @Test
    void printsBothAddressesAndAFirstStep() {
        Cli cli = new Cli(Map.of());

        assertThat(cli.run("serve", "--listen", "127.0.0.1:0")).isZero();
        assertThat(cli.out().lines())
                .containsExactly(
                        "public  http://127.0.0.1:40001/",
                        "admin   http://127.0.0.1:40002/",
                        "Publish a first message:  curl -H 'Content-Type: application/json' -d '{\"text\":\"hello\"}'"
                                + " http://127.0.0.1:40001/topics/hello");
        assertThat(cli.started)
                .singleElement()
                .satisfies(c -> assertThat(c.listen().port()).isZero());
    }

    @Test
    void aPublicAddressNeedsInsecure() {
        Cli refused = new Cli(Map.of());
        assertThat(refused.run("serve", "--listen", "0.0.0.0:0")).isEqualTo(2);
        assertThat(refused.started).isEmpty();
        assertThat(refused.err()).contains("bind loopback, like 127.0.0.1:0, or allow it with --insecure");

        Cli allowed = new Cli(Map.of());
        assertThat(allowed.run("serve", "--listen", "0.0.0.0:0", "--insecure")).isZero();
        assertThat(allowed.started)
                .singleElement()
                .satisfies(c -> assertThat(c.insecure()).isTrue());
    }

    @Test
    void enginesThatAreNotThereAreRefused() {
        Cli cli = new Cli(Map.of());

        assertThat(cli.run("serve", "--engine", "redis://localhost:6379")).isEqualTo(2);
        assertThat(cli.err())
                .isEqualToIgnoringNewLines("--engine: engine: \"redis://localhost:6379\" is not allowed; write memory");
    }

    @Test
    void whatStopsItFromStartingIsSaidInOneLine() {
        Cli taken = new Cli(Map.of(), config -> {
            throw new BindException("127.0.0.1:8080 is in use");
        });
        assertThat(taken.run("serve")).isEqualTo(1);
        assertThat(taken.err().lines()).containsExactly("hub: 127.0.0.1:8080 is in use");

        Cli refused = new Cli(Map.of(), config -> {
            throw new HubException(ErrorCode.UNAVAILABLE, "epoll does not load; set net.transport to nio");
        });
        assertThat(refused.run("serve")).isEqualTo(1);
        assertThat(refused.err().lines()).containsExactly("hub: epoll does not load; set net.transport to nio");
    }

    @Test
    void defectsShowNoStackTrace() {
        Cli cli = new Cli(Map.of(), config -> {
            throw new IllegalStateException("broken");
        });

        assertThat(cli.run("serve")).isEqualTo(1);
        assertThat(cli.err().lines())
                .singleElement()
                .asString()
                .startsWith("hub: internal error: java.lang.IllegalStateException: broken;");
    }

    @Test
    void aHubThatEndsByItselfIsAFailure() {
        Cli cli = new Cli(Map.of(), config -> {
            FakeHub hub = new FakeHub(false);
            hub.closed.completeExceptionally(new IllegalStateException("lost"));
            return hub;
        });

        assertThat(cli.run("serve")).isEqualTo(1);
    }

    @Test
    void wildcardAddressesAreNotWhatClientsConnectTo() {
        Cli cli = new Cli(Map.of(), config -> new WildcardHub(new FakeHub(true)));

        assertThat(cli.run("serve")).isZero();
        assertThat(cli.out())
                .contains("public  http://0.0.0.0:40001/")
                .contains(" http://localhost:40001/topics/hello");
    }

    private record WildcardHub(FakeHub hub) implements RunningHub {
        @Override
        public InetSocketAddress publicAddress() {
            return new InetSocketAddress("0.0.0.0", 40001);
        }

        @Override
        public InetSocketAddress adminAddress() {
            return hub.adminAddress();
        }

        @Override
        public CompletionStage<Void> stop() {
            return hub.stop();
        }

        @Override
        public CompletionStage<Void> closed() {
            return hub.closed();
        }
    }
}
