package io.broadcasthub.diagnostics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One look at the whole hub, sheet by sheet. Its parts were seen a moment after each other, so what it finds is a suspicion
 * that another look confirms or clears.
 */
public record Look(List<Equation> equations, List<Mismatch> suspects) {
    public static Look of(List<Sheet> sheets) {
        List<Equation> equations = new ArrayList<>();
        List<Mismatch> suspects = new ArrayList<>();
        for (Sheet sheet : sheets) {
            equations.addAll(sheet.equations());
            suspects.addAll(sheet.mismatches());
        }
        return new Look(equations, suspects);
    }

    /** This look, with those suspects only that the earlier one had too. */
    public Look confirming(Look earlier) {
        Set<String> before = new HashSet<>();
        earlier.suspects.forEach(m -> before.add(m.key()));
        return new Look(
                equations,
                suspects.stream().filter(m -> before.contains(m.key())).toList());
    }

    /** Equations, each with whether a suspect is left that breaks it. */
    public List<Equation> judged() {
        Set<String> broken = new HashSet<>();
        suspects.forEach(m -> broken.add(m.place()));
        return equations.stream().map(e -> e.ok(!broken.contains(e.place()))).toList();
    }

    /** By how much an equation is broken: the two counts, or the things that are wrong, whichever is more. */
    public long difference(Equation equation) {
        long wrong = suspects.stream()
                .filter(m -> m.place().equals(equation.place()))
                .count();
        return Math.max(wrong, Math.abs(equation.left() - equation.right()));
    }
}
