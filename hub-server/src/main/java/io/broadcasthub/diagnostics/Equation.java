package io.broadcasthub.diagnostics;

/**
 * Two counts of one thing, come by in different ways.
 *
 * @param where the loop it is about, or {@code hub}
 * @param checked whether both counts could be had
 * @param ok whether nothing that was wrong with it stood the test of a second look; sides of a busy hub may differ by what
 *     is on its way
 */
public record Equation(
        String name,
        String where,
        String leftName,
        long left,
        String rightName,
        long right,
        boolean checked,
        boolean ok) {
    Equation ok(boolean value) {
        return new Equation(name, where, leftName, left, rightName, right, checked, value);
    }

    /** Tells it from every other. */
    public String place() {
        return name + '@' + where;
    }
}
