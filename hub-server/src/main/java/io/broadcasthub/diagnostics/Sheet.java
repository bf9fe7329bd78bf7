package io.broadcasthub.diagnostics;

import io.broadcasthub.ledger.Birth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one look at one part of the hub found. Filled by one thread. */
public final class Sheet {
    private final String where;
    private final long now;
    private final List<Equation> equations = new ArrayList<>();
    private final List<Mismatch> mismatches = new ArrayList<>();

    /**
     * @param where the loop looked at, or {@code hub}
     * @param now of the ticker that births and beginnings are counted by
     */
    public Sheet(String where, long now) {
        this.where = where;
        this.now = now;
    }

    /** Two counts that must be equal. */
    public void equal(String name, String leftName, long left, String rightName, long right) {
        equal(name, leftName, left, rightName, right, 0, 0);
    }

    /**
     * Two counts that must be equal, but for what went and came while the right one was taken.
     *
     * @param gone how much less the right one may be
     * @param come how much more
     */
    public void equal(String name, String leftName, long left, String rightName, long right, long gone, long come) {
        counted(name, leftName, left, rightName, right);
        if (right < left - gone || right > left + come) {
            // The direction is part of the key: what swings around zero is traffic, not a leak.
            String key = name + '@' + where + (left > right ? '>' : '<');
            String what = left > right
                    ? leftName + ": " + (left - right) + " more than " + rightName
                    : rightName + ": " + (right - left) + " more than " + leftName;
            mismatches.add(new Mismatch(key, name, where, what, null, null));
        }
    }

    /** Two counts whose difference is explained one by one with {@link #mismatch}. */
    public void counted(String name, String leftName, long left, String rightName, long right) {
        equations.add(new Equation(name, where, leftName, left, rightName, right, true, true));
    }

    /** An equation of which one side could not be had this time. */
    public void unchecked(String name, String why) {
        equations.add(new Equation(name, where, why, 0, "", 0, false, true));
    }

    /**
     * One thing that breaks the equation.
     *
     * @param key tells it from every other thing
     */
    public void mismatch(String equation, String key, String what, long sinceNanos, @Nullable Birth birth) {
        mismatches.add(new Mismatch(
                equation + ' ' + key,
                equation,
                where,
                what,
                Duration.ofNanos(now - sinceNanos),
                birth == null ? null : birth.trace()));
    }

    /** As {@link #mismatch(String, String, String, long, Birth)}, of a thing whose beginning is not known. */
    public void mismatch(String equation, String key, String what) {
        mismatches.add(new Mismatch(equation + ' ' + key, equation, where, what, null, null));
    }

    public long now() {
        return now;
    }

    public String where() {
        return where;
    }

    List<Equation> equations() {
        return equations;
    }

    List<Mismatch> mismatches() {
        return mismatches;
    }
}
