package io.broadcasthub.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The hub's classes keep every rule. */
class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> theHubKeeps() {
        JavaClasses hub = CodingRules.mainClasses("io.broadcasthub");
        return new HubRules("io.broadcasthub")
                .all().stream().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(hub)));
    }
}
