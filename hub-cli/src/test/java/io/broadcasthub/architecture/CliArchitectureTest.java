package io.broadcasthub.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The command line uses the hub as anybody who embeds it does. */
class CliArchitectureTest {
    private static final JavaClasses CLI = CodingRules.mainClasses("io.broadcasthub.cli");

    @Test
    void knowsTheServerByItsConfigurationAndItsFrontOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "io.broadcasthub.transport..",
                        "io.broadcasthub.session..",
                        "io.broadcasthub.topic..",
                        "io.broadcasthub.engine..",
                        "io.broadcasthub.log..",
                        "io.broadcasthub.wire..",
                        "io.broadcasthub.metrics..",
                        "io.broadcasthub.concurrent..")
                .check(CLI);
    }

    @TestFactory
    Stream<DynamicTest> theLoadToolKeeps() {
        JavaClasses bench = CodingRules.mainClasses("io.broadcasthub.bench");
        return CodingRules.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(bench)));
    }

    @Test
    void theLoadToolStartsServersAndDoesNotContainOne() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage("io.broadcasthub..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                                "io.broadcasthub.bench..", "io.broadcasthub.protocol"))))
                .check(CodingRules.mainClasses("io.broadcasthub.bench"));
    }

    @TestFactory
    Stream<DynamicTest> keeps() {
        return CodingRules.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLI)));
    }
}
