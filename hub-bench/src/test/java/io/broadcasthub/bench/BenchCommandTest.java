package io.broadcasthub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Wrong use is refused before anything is started. */
class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line =
            BenchCommand.commandLine(false).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @ParameterizedTest
    @CsvSource({
        "fanout --size 10, --size must be 64 to 60000",
        "fanout --rate 0, --rate must be more than 0",
        "fanout --duration 10, 'is not a time; write 500ms, 10s, 2m or 1h'",
        "fanout --duration 0s, --duration must be more than 0s",
        "many-topics --subscribers 5 --topics 6, --topics must be 1 to the number of subscribers",
        "fanout --transport sse --deflate, --deflate is for --transport ws",
        "versus --transport sse, versus is for --transport ws",
        "fanout --url ws://127.0.0.1:1/ws --server hub, mutually exclusive",
        "fanout --url http://127.0.0.1:1/ws, cannot be measured; write ws://host:port/ws",
        "fanout --url wss://127.0.0.1:1/ws, cannot be measured; the generator speaks no TLS",
        "resume --server naive, only the hub does what resume measures",
        "deflate --server floor, only the hub does what deflate measures",
        "fanout --server naive --transport sse, only the hub",
        "start --runs 0, --runs must be at least 1",
        "loops --event-loops 1, --event-loops must be at least 2",
        "loops --subscribers 1, '--subscribers must be as many as --event-loops, or more'",
        "loops --rate 1, '--rate must be one, of at least 5'",
        "'loops --rate 50,100', '--rate must be one, of at least 5'",
        "loops --event-loops 4999 --subscribers 5000, '4999 event loops need as many processors, and here are '",
        "leaks --duration 3s --restarts 3, --duration more seconds than there are restarts",
        "overload --returning 0, --returning must be at least 1",
        "torture --duration 0s, --duration must be more than 0",
        "torture --seed x, Invalid value for option '--seed'",
        "'', Missing scenario",
    })
    void wrongUse(String args, String message) {
        assertThat(line.execute(args.isEmpty() ? new String[0] : args.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpListsTheScenarios() {
        assertThat(line.execute("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "fanout",
                        "many-topics",
                        "idle",
                        "churn",
                        "resume",
                        "stalled",
                        "start",
                        "loops",
                        "versus",
                        "overload",
                        "leaks",
                        "torture",
                        "compare");
    }
}
