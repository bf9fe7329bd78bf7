package io.broadcasthub.protocol;

/** Makes text a client sent fit to be shown in an error message or a log: short, and nothing in it acts on a terminal. */
final class Printable {
    private static final int MAX = 64;

    private Printable() {}

    static String of(String text) {
        int shown = Math.min(text.length(), MAX);
        StringBuilder out = new StringBuilder(shown + 1);
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            out.append(isPlain(c) ? c : '?');
        }
        return text.length() > MAX ? out.append('…').toString() : out.toString();
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
