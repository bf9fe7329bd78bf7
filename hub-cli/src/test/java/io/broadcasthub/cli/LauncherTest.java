package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which options {@code bin/hub} gives which Java on which machine. */
@Timeout(60)
class LauncherTest {
    @TempDir
    Path dir;

    private FakeMachine machine;

    @BeforeEach
    void machine() throws Exception {
        machine = new FakeMachine(dir).java("25.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "17, false, false, false, false",
        "17.0.15, false, false, false, false",
        "22.0.2, false, false, false, false",
        "23, true, false, false, false",
        "24.0.2, true, true, true, false",
        "25, true, true, true, true",
        "25-ea, true, true, true, true",
        "26.0.1, true, true, true, true",
    })
    void optionsThatOlderOnesDoNotKnow(
            String version, boolean unsafe, boolean nativeAccess, boolean aotLog, boolean compactHeaders)
            throws Exception {
        List<String> told = machine.java(version).told("serve");

        assertThat(told.contains("--sun-misc-unsafe-memory-access=allow")).isEqualTo(unsafe);
        assertThat(told.contains("--enable-native-access=ALL-UNNAMED")).isEqualTo(nativeAccess);
        assertThat(told.contains("-Xlog:aot*=off")).isEqualTo(aotLog);
        assertThat(told.contains("-XX:+UseCompactObjectHeaders")).isEqualTo(compactHeaders);
        assertThat(told.contains("-XX:PerfDataSamplingInterval=1000")).isNotEqualTo(compactHeaders);
        assertThat(told)
                .contains("-Xlog:cds*=off", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxInlineLevel=6")
                .contains("-Dio.netty.leakDetection.samplingInterval=1024")
                .contains("-XX:Tier4InvocationThreshold=15000", "-XX:Tier4MinInvocationThreshold=1800")
                .contains("-XX:Tier4CompileThreshold=45000", "-XX:Tier4BackEdgeThreshold=120000");
    }

    @ParameterizedTest
    @CsvSource({
        "17, false",
        "17.0.8, false",
        "17.0.8.1, false",
        "17.0.9, true",
        "17.0.10, true",
        "18.0.2, false",
        "19, false",
        "20.0.1, false",
        "21, false",
        "21.0.0, false",
        "21.0.1, true",
        "21.0.10, true",
        "22, true",
        "25, true",
    })
    void memoryOfTheCompilersGoesBackWhereJavaCan(String version, boolean can) throws Exception {
        assertThat(machine.java(version).told("serve").contains("-XX:TrimNativeHeapInterval=1000"))
                .isEqualTo(can);
    }

    @Test
    void onlyGlibcKeepsIt() throws Exception {
        assertThat(machine.muslInsteadOfGlibc().told("serve")).noneMatch(o -> o.contains("TrimNativeHeap"));
        assertThat(machine.write("lib/ld-linux-aarch64.so.1", "").told("serve"))
                .contains("-XX:TrimNativeHeapInterval=1000");
    }

    @ParameterizedTest
    @CsvSource({
        "255, ",
        "256, -XX:MaxDirectMemorySize=64m",
        "1000, -XX:MaxDirectMemorySize=250m",
        "24000, -XX:MaxDirectMemorySize=6000m"
    })
    void buffersGetAQuarterOfTheMemory(long memory, String option) throws Exception {
        assertOnly(option, "MaxDirectMemorySize", machine.memory(memory).told("serve"));
    }

    @ParameterizedTest
    @CsvSource({
        "memory.max, 536870912, 128",
        "memory.max, max, 6000",
        "memory.max, 107374182400, 6000",
        "memory/memory.limit_in_bytes, 536870912, 128",
        "memory/memory.limit_in_bytes, 9223372036854771712, 6000",
    })
    void theLimitOfAContainerCounts(String file, String limit, int quarter) throws Exception {
        machine.write("sys/fs/cgroup/" + file, limit + "\n");

        assertThat(machine.told("serve")).contains("-XX:MaxDirectMemorySize=" + quarter + "m");
    }

    @Test
    void whereTheMemoryIsNotKnownTheJvmDecides() throws Exception {
        Files.delete(dir.resolve("proc/meminfo"));

        assertThat(machine.told("serve")).noneMatch(o -> o.contains("DirectMemory") || o.contains("RAMPercentage"));
    }

    @ParameterizedTest
    @CsvSource({
        "4096, ",
        "4097, -XX:InitialRAMPercentage=1.56",
        "24000, -XX:InitialRAMPercentage=0.26",
        "65536, -XX:InitialRAMPercentage=0.09",
        "1000000, -XX:InitialRAMPercentage=0.01",
    })
    void theHeapBeginsWithAbout64MiB(long memory, String option) throws Exception {
        assertOnly(option, "InitialRAMPercentage", machine.memory(memory).told("serve"));
    }

    private static void assertOnly(String option, String name, List<String> told) {
        assertThat(told.stream().filter(o -> o.contains(name)).toList())
                .isEqualTo(option == null ? List.of() : List.of(option));
    }

    @ParameterizedTest
    @CsvSource({
        "17.0.15, jsa, -XX:SharedArchiveFile=, -XX:ArchiveClassesAtExit=",
        "24, jsa, -XX:SharedArchiveFile=, -XX:ArchiveClassesAtExit=",
        "25.0.1, aot, -XX:AOTCache=, -XX:AOTCacheOutput=",
    })
    void anArchiveIsMadeForAJavaAndUsedByIt(String version, String suffix, String use, String make) throws Exception {
        Path archive = machine.home().resolve("archive/java-" + version + "." + suffix);
        assertThat(machine.java(version).told("serve")).noneMatch(LauncherTest::isAboutArchives);

        assertThat(machine.told("archive"))
                .anyMatch(o -> o.startsWith(make + archive + "."))
                .contains("-Dhub.archive=" + archive)
                .endsWith("io.broadcasthub.cli.Main", "archive");
        assertThat(files("archive")).containsExactly(archive.getFileName().toString());

        assertThat(machine.told("serve"))
                .contains(use + archive)
                .filteredOn(LauncherTest::isAboutArchives)
                .hasSize(1);
        assertThat(machine.java("26").told("serve"))
                .as("another Java does not get it")
                .noneMatch(LauncherTest::isAboutArchives);
    }

    @ParameterizedTest
    @CsvSource({"-Xshare:auto", "-XX:SharedArchiveFile=mine", "-XX:AOTCache=mine", "-XX:AOTMode=off"})
    void whoHasPlansWithArchivesGetsNone(String option) throws Exception {
        machine.write("hub/archive/java-25.0.1.aot", "x");

        assertThat(machine.toldWith(option, "serve"))
                .contains(option)
                .noneMatch(o -> o.contains(machine.home().resolve("archive").toString()));
    }

    @Test
    void anArchiveThatCannotBeMadeIsNotLeftInHalves() throws Exception {
        machine.javaExits(3);

        assertThat(machine.run("", "archive"))
                .contains("exit 1", "hub: there is no archive; the hub starts all the same");
        assertThat(files("archive")).isEmpty();
    }

    @Test
    void whatUsersSayComesLastAndSoWins() throws Exception {
        List<String> told = machine.toldWith("-XX:MaxInlineLevel=9 -XX:MaxDirectMemorySize=1g -Xmx2g", "serve");

        assertThat(told)
                .containsSubsequence("-XX:MaxInlineLevel=6", "-XX:MaxInlineLevel=9")
                .containsSubsequence("-XX:MaxDirectMemorySize=6000m", "-XX:MaxDirectMemorySize=1g");
        assertThat(told.subList(told.indexOf("-XX:MaxInlineLevel=9"), told.size()))
                .as("nothing of ours after it")
                .containsExactly(
                        "-XX:MaxInlineLevel=9",
                        "-XX:MaxDirectMemorySize=1g",
                        "-Xmx2g",
                        "-cp",
                        machine.home().resolve("lib/a.jar") + ":"
                                + machine.home().resolve("lib/b.jar"),
                        "io.broadcasthub.cli.Main",
                        "serve");
    }

    @Test
    void argumentsAreTakenAsTheyAre() throws Exception {
        assertThat(machine.told("pub", "a b", "*", "", "$HOME"))
                .endsWith("io.broadcasthub.cli.Main", "pub", "a b", "*", "", "$HOME");
        assertThat(machine.toldWith("-Done=1 *", "serve"))
                .as("no files of the folder")
                .containsSequence("-Done=1", "*", "-cp");
    }

    private static boolean isAboutArchives(String option) {
        return option.contains("Archive") || option.contains("AOTCache");
    }

    private List<String> files(String folder) throws Exception {
        try (Stream<Path> files = Files.list(machine.home().resolve(folder))) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
