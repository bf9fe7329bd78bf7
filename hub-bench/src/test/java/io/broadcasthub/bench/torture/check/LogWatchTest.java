package io.broadcasthub.bench.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogWatchTest {
    @TempDir
    Path dir;

    private final Violations violations = new Violations(text -> {});
    private final LogWatch watch = new LogWatch(violations);
    private Path log;

    @BeforeEach
    void create() throws IOException {
        log = Files.createFile(dir.resolve("log"));
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
        watch.look(log);
    }

    @Test
    void whatIsNoErrorIsFine() throws IOException {
        write(
                "2026-11-25T17:45:12.281Z INFO  HubServer: started\n2026-11-25T17:45:12.281Z WARN  Governor: an ERROR is near\n");

        assertThat(violations.count()).isZero();
        assertThat(watch.lines()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-25T17:45:12.281Z ERROR EngineFailures: engine failed",
                "2026-11-25T17:45:12.281Z WARN  ResourceLeakDetector: LEAK: ByteBuf.release() was not called",
                "Exception in thread \"hub-loop-1\" java.lang.IllegalStateException",
                "java.lang.OutOfMemoryError: Java heap space",
                "# A fatal error has been detected by the Java Runtime Environment:",
            })
    void errorsAreFound(String line) throws IOException {
        write(line + "\n  at somewhere\n");

        assertThat(violations.summary()).isEqualTo("error in the log");
        assertThat(violations.texts()).singleElement().asString().contains(line, "at somewhere");
    }

    @Test
    void aLineIsReadOnceAndWhenItIsWhole() throws IOException {
        write("2026-11-25T17:45:12.281Z ERR");
        assertThat(violations.count()).isZero();
        write("OR Audit: mismatch\n");
        write("");

        assertThat(violations.count()).isEqualTo(1);
    }

    @Test
    void anotherProcessIsReadFromItsStart() throws IOException {
        write("2026-11-25T17:45:12.281Z INFO  HubServer: started\n");
        watch.begin();
        Files.writeString(log, "1Z ERROR a\n");
        watch.look(log);

        assertThat(violations.count()).isEqualTo(1);
    }
}
