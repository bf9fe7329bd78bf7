package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.server.HubServer;
import io.broadcasthub.testkit.CuttingProxy;
import io.broadcasthub.testkit.TestHub;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** {@code hub pub} and {@code hub sub} with a real hub. */
@Timeout(300)
class PubSubIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Signal signal = new Signal();
    private HubServer hub;
    private CuttingProxy proxy;

    /** Ends the command when the test says so. */
    private static final class Signal extends Termination {
        private volatile Runnable drain;

        @Override
        void onRequest(Runnable action) {
            drain = action;
        }

        void send() {
            await().until(() -> drain != null);
            drain.run();
        }
    }

    @BeforeEach
    void start() {
        hub = HubServer.start(TestHub.config());
        proxy = new CuttingProxy(hub.publicAddress());
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        hub.stop().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private int run(Object command, String... args) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler(Failures::onExecution)
                .setParameterExceptionHandler(Failures::onParameters)
                .execute(args);
    }

    private String url() {
        return "--url=http://127.0.0.1:" + proxy.port() + "/";
    }

    private int pub(String stdin, String... args) {
        InputStream in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
        return run(new PubCommand(in), args);
    }

    private CompletableFuture<Integer> sub(OutputStream to, String... args) {
        return CompletableFuture.supplyAsync(() -> run(new SubCommand(to, signal), args));
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String field(String line, String name) {
        return line.replaceFirst(".*\"" + name + "\":(\"[^\"]*\"|[^,}]*).*", "$1");
    }

    private List<String> data() {
        return lines().stream().map(l -> field(l, "data")).toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void publishesOneMessageAndPrintsItsId() throws Exception {
        assertThat(pub("", url(), "news", "42")).isZero();
        assertThat(pub("", url(), "news", "not json")).isZero();
        assertThat(pub("", url(), "--text", "news", "42")).isZero();
        assertThat(err.toString()).isEmpty();
        List<String> ids = out.toString().lines().toList();
        assertThat(ids).hasSize(3).allMatch(id -> id.matches("[\\w-]+:[123]"));

        CompletableFuture<Integer> sub = sub(printed, url(), "--last", "3", "news");
        await().until(() -> lines().size() == 3);
        signal.send();
        assertThat(sub.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(data()).containsExactly("42", "\"not json\"", "\"42\"");
        assertThat(lines().stream().map(l -> field(l, "id").replace("\"", ""))).isEqualTo(ids);
        assertThat(lines()).allMatch(l -> l.startsWith("{\"type\":\"message\",\"topic\":\"news\","));
    }

    @Test
    void publishesEachLineInOrder() throws Exception {
        int count = 20_000;
        String input = numbers(1, count).stream().collect(Collectors.joining("\n"));
        assertThat(pub(input, url(), "news", "-")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
        CompletableFuture<Integer> sub = sub(printed, url(), "--last", String.valueOf(count), "news");
        await().until(() -> lines().size() >= count);
        signal.send();
        assertThat(sub.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(data()).isEqualTo(numbers(1, count));
    }

    @Test
    void resumesAfterTheConnectionBroke() throws Exception {
        CompletableFuture<Integer> sub = sub(printed, url(), "news");
        await().until(() -> hub.census().join().subscriptions() == 1);
        String direct = "--url=ws://127.0.0.1:" + hub.publicAddress().getPort() + "/ws";
        assertThat(pub("", direct, "news", "1")).isZero();
        await().until(() -> lines().size() == 1);
        proxy.refuseConnections();
        proxy.cutAll();
        assertThat(pub("2\n3\n4", direct, "news")).isZero();
        await().until(() -> err.toString().contains("trying again"));
        proxy.acceptConnections();
        await().until(() -> lines().size() >= 4);
        signal.send();
        assertThat(sub.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(data()).containsExactly("1", "2", "3", "4");
        assertThat(err.toString()).contains("connected to");
    }

    @Test
    void endsWhenNobodyReadsAnyMore() throws Exception {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        CompletableFuture<Integer> sub = sub(broken, url(), "--last=1", "news");
        assertThat(pub("", url(), "news", "1")).isZero();
        assertThat(sub.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void refusedTopicsAreFailures() {
        assertThat(pub("", url(), "$hub", "1")).isEqualTo(1);
        assertThat(err.toString()).startsWith("hub: ").doesNotContain("Exception");
        assertThat(pub("1\n2", url(), "$hub")).isEqualTo(1);
        assertThat(err.toString()).contains("line 1: ", "2 of 2 messages were not published");
    }

    @Test
    void inputThatIsNotUtf8IsAFailure() {
        InputStream latin1 = new ByteArrayInputStream(new byte[] {'"', (byte) 0xe4, '"', '\n'});
        assertThat(run(new PubCommand(latin1), url(), "news")).isEqualTo(1);
        assertThat(err.toString()).contains("not UTF-8");
    }

    @Test
    void anUnreachableHubIsAFailureThatSaysWhatToDo() {
        proxy.refuseConnections();
        assertThat(pub("", url(), "--timeout=1", "news", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("hub serve");
    }

    @Test
    void wrongUseIsTwo() {
        assertThat(pub("", "no topic", "1")).isEqualTo(2);
        assertThat(pub("", "--url=nonsense", "news", "1")).isEqualTo(2);
        assertThat(run(new SubCommand(printed, signal))).isEqualTo(2);
        assertThat(run(new SubCommand(printed, signal), "--last=-1", "news")).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("Exception");
    }
}
