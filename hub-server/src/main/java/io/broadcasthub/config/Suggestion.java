package io.broadcasthub.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant by one that is not known. */
final class Suggestion {
    private Suggestion() {}

    /** {@code "; did you mean …?"}, or nothing when no candidate is near. */
    static String forName(String written, Collection<String> candidates) {
        String name = plain(Key.kebab(written));
        Optional<String> nearest = candidates.stream().min(Comparator.comparingInt(c -> distance(name, plain(c))));
        return nearest.filter(c -> distance(name, plain(c)) <= Math.max(1, name.length() / 3))
                .map(c -> "; did you mean " + Shown.quote(c) + "?")
                .orElse("");
    }

    private static String plain(String name) {
        String text = name.length() > 100 ? name.substring(0, 100) : name;
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Levenshtein's: how many characters must be added, removed or replaced. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
