package io.broadcasthub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Runs the operations of a class on two threads in interleavings that Lincheck chooses, and looks for one whose results no
 * sequential order explains, or after which the class's {@code @Validate} throws. How much is tried:
 * {@code -Dlincheck.iterations} sets of operations (10), {@code -Dlincheck.invocations} interleavings of each (150).
 *
 * <p>No library is declared to be atomic, the JDK's maps neither, though that would be faster: what such a call puts into a
 * map is then taken for the thread's own, and races on it go unseen.
 */
public final class ModelCheck {
    private static final int ITERATIONS = Integer.getInteger("lincheck.iterations", 10);
    private static final int INVOCATIONS = Integer.getInteger("lincheck.invocations", 150);

    /** Enough for each twin to be found many times over, whatever is asked for. */
    private static final int ITERATIONS_FOR_TWINS = 50;

    private static final int INVOCATIONS_FOR_TWINS = 150;

    private ModelCheck() {}

    /** No interleaving is found that breaks it. */
    public static void holds(Class<?> subject) {
        options(ITERATIONS, INVOCATIONS).check(subject);
    }

    /** As {@link #holds}, with half the sets and a fifth of the interleavings: for what takes many steps. */
    public static void holdsInFewer(Class<?> subject) {
        options(Math.max(1, ITERATIONS / 2), Math.max(1, INVOCATIONS / 5)).check(subject);
    }

    /** An interleaving is found that breaks it, for one of the reasons expected: else the checker could not see this defect. */
    public static void breaks(Class<?> twin, String... reasons) {
        LincheckAssertionError found = catchThrowableOfType(
                LincheckAssertionError.class,
                () -> options(ITERATIONS_FOR_TWINS, INVOCATIONS_FOR_TWINS).check(twin));
        assertThat(found)
                .as("the defect of %s is found", twin.getSimpleName())
                .isNotNull()
                .satisfies(error -> assertThat(error.getMessage()).containsAnyOf(reasons));
    }

    private static ModelCheckingOptions options(int iterations, int invocations) {
        return new ModelCheckingOptions()
                .iterations(iterations)
                .invocationsPerIteration(invocations)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .minimizeFailedScenario(false);
    }
}
