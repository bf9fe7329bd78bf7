package io.broadcasthub.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The SDK runs in other people's programs: it brings the protocol, SLF4J and the JDK, and no server and no Netty. */
class ClientArchitectureTest {
    private static final JavaClasses CLIENT = CodingRules.mainClasses("io.broadcasthub.client");

    @Test
    void needsOnlyTheJdkTheProtocolAndSlf4j() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "io.broadcasthub.protocol..",
                        "io.broadcasthub.client..")
                .check(CLIENT);
    }

    @TestFactory
    Stream<DynamicTest> keeps() {
        return CodingRules.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLIENT)));
    }
}
