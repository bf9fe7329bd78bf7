package io.broadcasthub.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** What no module does, whatever its place. Used by the tests of other modules too. */
public final class CodingRules {
    private CodingRules() {}

    /** The classes of a package and below, without its tests. */
    public static JavaClasses mainClasses(String root) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.matches(java.util.regex.Pattern.compile(".*-tests\\.jar!.*")))
                .importPackages(root);
    }

    public static List<ArchRule> all() {
        return List.of(noSleep(), noTimer(), noDumpingGround());
    }

    private static ArchRule noSleep() {
        return noClasses()
                .should()
                .accessTargetWhere(access(Thread.class, "sleep"))
                .because("what is waited for can be told apart from the time it took");
    }

    private static ArchRule noTimer() {
        return noClasses()
                .should()
                .dependOnClassesThat(nameMatching("java\\.util\\.Timer(Task)?"))
                .because("a task belongs to a scope that ends it (TaskScope) or to a sweep");
    }

    private static ArchRule noDumpingGround() {
        return noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..helper..", "..helpers..", "..common..")
                .because("a package is named for what it is about");
    }

    /** Calls of, and references to, methods of a class by these names. */
    static DescribedPredicate<JavaAccess<?>> access(Class<?> owner, String... names) {
        List<String> wanted = List.of(names);
        return describe(
                "target is " + owner.getSimpleName() + "." + String.join("|", wanted),
                a -> a.getTargetOwner().isAssignableTo(owner)
                        && wanted.contains(a.getTarget().getName()));
    }
}
