package io.broadcasthub.simulation;

/** An invariant does not hold. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    public Violation(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    /** Its number in docs/simulation.md. */
    public String invariant() {
        return invariant;
    }
}
