package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there: files they link to, commands and classes they mention. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern COMMAND = Pattern.compile("(?:^|\\| |`)(?:\\./)?hub ([a-z]+)\\b", Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Z][A-Za-z]+)(?:\\.[a-z]\\w*(?:\\(\\))?)?`");
    /** Of the JDK, of Netty, or examples. */
    private static final Set<String> FOREIGN_CLASSES = Set.of(
            "ChannelGroup",
            "ChannelOutboundBuffer",
            "EpollIoOps",
            "HashedWheelTimer",
            "IdleStateHandler",
            "LinuxSocket",
            "MappedByteBuffer",
            "ScheduledFuture",
            "ThreadMXBean",
            "WebSocket");

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            for (String target : found(LINK, document)) {
                if (!target.contains("://") && !Files.exists(document.resolveSibling(target))) {
                    broken.add(ROOT.relativize(document) + " → " + target);
                }
            }
        }

        assertThat(documents()).hasSizeGreaterThan(10);
        assertThat(broken).isEmpty();
    }

    @Test
    void everyCommandOfTheReadmeExists() throws IOException {
        Set<String> named = new TreeSet<>(found(COMMAND, ROOT.resolve("README.md")));

        assertThat(named).contains("serve", "pub", "sub");
        assertThat(HubCommand.commandLine(Map.of(), EmbeddedHub::start, new Termination())
                        .getSubcommands()
                        .keySet())
                .containsAll(named);
    }

    @Test
    void everyClassNamedExists() throws IOException {
        Set<String> classes = new TreeSet<>(FOREIGN_CLASSES);
        try (Stream<Path> files = walk()) {
            files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .forEach(name -> classes.add(name.replace(".java", "")));
        }
        for (Path document : documents()) {
            Set<String> missing = new TreeSet<>(found(CLASS, document));
            missing.removeAll(classes);
            assertThat(missing)
                    .as("named in %s, but there is no such class", document.getFileName())
                    .isEmpty();
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = walk()) {
            return files.filter(f -> f.toString().endsWith(".md")).toList();
        }
    }

    private static Stream<Path> walk() throws IOException {
        return Files.walk(ROOT).filter(Files::isRegularFile).filter(DocumentationTest::isOurs);
    }

    private static boolean isOurs(Path file) {
        for (Path part : ROOT.relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static List<String> found(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
