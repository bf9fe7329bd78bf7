package io.broadcasthub.protocol;

import java.util.Random;

/** Random JSON text: every kind of value, escape, number form and harmless white space. */
final class RandomJson {
    private static final String[] ATOMS = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-1.5",
        "1e9",
        "2E-7",
        "0.000",
        "-12345678901234567890.5e+300",
        "\"\"",
        "[]",
        "{}"
    };
    private static final String[] PIECES = {
        "a",
        " ",
        ",",
        "}",
        "]",
        ":",
        "{",
        "\\\"",
        "\\\\",
        "\\/",
        "\\n",
        "\\u0000",
        "\\u00e9",
        "\\ud83d\\ude42",
        "é",
        "€",
        "🙂",
        "\u2028",
        "\u007f"
    };

    private static final String[] SPACES = {"", "", "", " ", "\t", "  "};

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    private RandomJson(Random random) {
        this.random = random;
    }

    /** A value without white space around it or line breaks in it. */
    static String value(Random random) {
        RandomJson json = new RandomJson(random);
        json.value(random.nextInt(6));
        return json.out.toString();
    }

    static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            int range = random.nextInt(4);
            text.appendCodePoint(
                    range == 0
                            ? random.nextInt(0x80)
                            : range == 1 ? random.nextInt(0x800) : range == 2 ? 0x1f600 + random.nextInt(60) : 'a');
        }
        return text.toString();
    }

    private void value(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        switch (kind) {
            case 0 -> out.append(ATOMS[random.nextInt(ATOMS.length)]);
            case 1 -> string();
            case 2 -> members('[', ']', depth, false);
            default -> members('{', '}', depth, true);
        }
    }

    private void members(char open, char close, int depth, boolean named) {
        out.append(open);
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            space();
            if (named) {
                string();
                space();
                out.append(':');
                space();
            }
            value(depth - 1);
            space();
            out.append(i < count - 1 ? "," : "");
        }
        space();
        out.append(close);
    }

    private void string() {
        out.append('"');
        for (int i = random.nextInt(6); i > 0; i--) {
            out.append(PIECES[random.nextInt(PIECES.length)]);
        }
        out.append('"');
    }

    private void space() {
        out.append(SPACES[random.nextInt(SPACES.length)]);
    }
}
