package io.broadcasthub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arguments as reports record them, which people hand on: what looks like a secret is left out. */
final class RecordedArguments {
    private static final String SECRET = "[^=]*(?:token|secret|password|credential)[^=]*";
    private static final Pattern WITH_VALUE = Pattern.compile("((?:.*=)?" + SECRET + "=).*", Pattern.CASE_INSENSITIVE);
    /** Its value is the next argument. */
    private static final Pattern NAME = Pattern.compile("-" + SECRET, Pattern.CASE_INSENSITIVE);

    private static final String LEFT_OUT = "…";

    private RecordedArguments() {}

    /** In one line. */
    static String of(List<String> arguments) {
        List<String> shown = new ArrayList<>();
        boolean secret = false;
        for (String argument : arguments) {
            Matcher value = WITH_VALUE.matcher(argument);
            shown.add(secret ? LEFT_OUT : value.matches() ? value.group(1) + LEFT_OUT : argument);
            secret = !secret && NAME.matcher(argument).matches();
        }
        return String.join(" ", shown);
    }
}
