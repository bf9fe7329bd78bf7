package io.broadcasthub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule is run against a small hub that breaks all of them: a rule that accepts it would prove nothing. */
class RulesCanFailTest {
    private static final String WRONG = "io.broadcasthub.architecture.wrong";
    private static final JavaClasses WRONG_HUB = new ClassFileImporter().importPackages(WRONG);

    @TestFactory
    Stream<DynamicTest> isBrokenBySomething() {
        return new HubRules(WRONG)
                .all().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getDescription(),
                                () -> assertThat(violations(rule)).isNotEmpty()));
    }

    @Test
    void importsUpwardsSidewaysAndFromNowhereAreFound() {
        assertThat(violations(rule("rows below")))
                .contains("engine.UpwardEngine.publish", "transport.ws.Sideways.end", "helper has no place in the rows")
                .doesNotContain("Method <" + WRONG + ".session");
    }

    @Test
    void theSessionMayCloseItsChannelAndNobodyElse() {
        assertThat(violations(rule("Session or Listener")))
                .contains("Sideways.end")
                .doesNotContain("Session.end");
    }

    private static ArchRule rule(String partOfName) {
        return new HubRules(WRONG)
                .all().stream()
                        .filter(rule -> rule.getDescription().contains(partOfName))
                        .findFirst()
                        .orElseThrow();
    }

    private static String violations(ArchRule rule) {
        return String.join("\n", rule.evaluate(WRONG_HUB).getFailureReport().getDetails());
    }
}
