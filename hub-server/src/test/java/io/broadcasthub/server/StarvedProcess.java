package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.Connection;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link StarvedHub} in a process that may open few files, and the connections a test makes to it. */
final class StarvedProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final List<Connection> connections = new ArrayList<>();
    private final InetSocketAddress main;
    private final InetSocketAddress admin;

    /** @param log where what it logs goes */
    StarvedProcess(int files, File log, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "ulimit -n " + files + "; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                StarvedHub.class.getName()));
        command.addAll(List.of(settings));
        process = new ProcessBuilder(command).redirectError(log).start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = process.outputWriter(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).as("the hub starts; see %s", log).isNotNull();
        String[] ports = line.split(" ");
        main = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(ports[0]));
        admin = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(ports[1]));
    }

    String command(String command) {
        try {
            in.write(command + '\n');
            in.flush();
            return out.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connection connect() {
        return keep(Connection.open(main));
    }

    Connection connectAdmin() {
        return keep(Connection.open(admin));
    }

    private Connection keep(Connection connection) {
        connections.add(connection);
        return connection;
    }

    /** Ends the hub in good order. */
    @Override
    public void close() throws IOException {
        connections.forEach(Connection::close);
        in.close();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
            assertThat(process.exitValue()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
