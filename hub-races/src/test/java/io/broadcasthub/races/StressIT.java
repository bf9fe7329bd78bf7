package io.broadcasthub.races;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs all of this module's races in processes of their own, and judges them: the hub's never end as they must not, and each
 * twin, which has the defect that the hub might have, does.
 */
class StressIT {
    private static final Path FOLDER = Path.of("target", "jcstress").toAbsolutePath();
    private static final long PATIENCE_MINUTES = 20;

    @TestFactory
    Stream<DynamicTest> races() throws Exception {
        run();
        Map<String, TestResult> results =
                new TreeMap<>(results().stream().collect(Collectors.toMap(TestResult::getName, result -> result)));
        List<String> lines = new ArrayList<>();
        results.values().forEach(result -> lines.add(told(result)));
        Files.write(FOLDER.resolve("summary.txt"), lines);
        return Stream.concat(
                Stream.of(dynamicTest(
                        "every race was run",
                        () -> assertThat(results.keySet()).isNotEmpty().isEqualTo(new TreeSet<>(TestList.tests())))),
                results.values().stream().map(result -> dynamicTest(shortName(result), () -> judge(result))));
    }

    private static void run() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> old = Files.list(FOLDER)) {
            for (Path file : old.filter(StressIT::isResult).toList()) {
                Files.delete(file);
            }
        }
        Path log = FOLDER.resolve("log.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-r",
                "report"));
        command.addAll(Arrays.asList(System.getProperty("jcstress.args").split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("ended in time")
                    .isTrue();
            // 1 also if a race ended as it must not, which is judged one by one.
            assertThat(process.exitValue()).as(() -> "see " + log).isIn(0, 1);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static boolean isResult(Path file) {
        return file.getFileName().toString().endsWith(".bin.gz");
    }

    private static Collection<TestResult> results() throws IOException, ClassNotFoundException {
        InProcessCollector all = new InProcessCollector();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(StressIT::isResult).toList()) {
                DiskReadCollector reader = new DiskReadCollector(file.toString(), all);
                reader.dump();
                reader.close();
            }
        }
        return ReportUtils.mergedByName(all.getTestResults());
    }

    private static void judge(TestResult result) {
        assertThat(result.status()).as(() -> told(result)).isEqualTo(Status.NORMAL);
        assertThat(result.grading().isPassed).as(() -> told(result)).isTrue();
        assertThat(count(result, Expect.FORBIDDEN)).as(() -> told(result)).isZero();
        if (result.getName().endsWith("Twin")) {
            assertThat(count(result, Expect.ACCEPTABLE_INTERESTING))
                    .as(() -> "its defect shows: " + told(result))
                    .isPositive();
        }
    }

    private static long count(TestResult result, Expect expected) {
        return result.grading().gradingResults.values().stream()
                .filter(outcome -> outcome.expect == expected)
                .mapToLong(outcome -> outcome.count)
                .sum();
    }

    private static String told(TestResult result) {
        return result.grading().gradingResults.values().stream()
                .sorted((a, b) -> Long.compare(b.count, a.count))
                .map(StressIT::told)
                .collect(Collectors.joining("; ", shortName(result) + ": ", ""));
    }

    private static String told(GradingResult outcome) {
        return outcome.count + " × (" + outcome.id + ") " + outcome.expect;
    }

    private static String shortName(TestResult result) {
        return result.getName().substring("io.broadcasthub.".length());
    }
}
