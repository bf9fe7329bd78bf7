package io.broadcasthub.protocol;

/** The grammar of topic names and patterns, shared by {@link TopicName} and {@link TopicFilter}. */
final class TopicSyntax {
    private static final int MAX_BYTES = 255;
    private static final int MAX_SEGMENTS = 16;
    private static final int MAX_SEGMENT = 64;

    private TopicSyntax() {}

    static void check(String name, boolean wildcards) {
        if (name.isEmpty() || name.length() > MAX_BYTES) {
            throw invalid(name, "it must have 1 to 255 bytes");
        }
        int segments = 1;
        int start = name.charAt(0) == '$' ? 1 : 0;
        if (name.startsWith("$*")) {
            throw invalid(name, "a wildcard is a whole segment");
        }
        for (int i = start; ; i++) {
            if (i == name.length() || name.charAt(i) == '.') {
                checkSegment(name, start, i, wildcards);
                if (i == name.length()) {
                    break;
                }
                start = i + 1;
                segments++;
            }
        }
        if (segments > MAX_SEGMENTS) {
            throw invalid(name, "it must have at most 16 segments");
        }
    }

    private static void checkSegment(String name, int from, int to, boolean wildcards) {
        int length = to - from;
        if (length < 1 || length > MAX_SEGMENT) {
            throw invalid(name, "each segment must have 1 to 64 characters");
        }
        if (wildcards && name.charAt(from) == '*') {
            boolean one = length == 1;
            boolean rest = length == 2 && name.charAt(from + 1) == '*' && to == name.length();
            if (one || rest) {
                return;
            }
        }
        for (int i = from; i < to; i++) {
            if (!isAllowed(name.charAt(i))) {
                throw invalid(
                        name,
                        wildcards
                                ? "segments are of A-Z a-z 0-9 _ - : @ ~, or *, or ** at the end"
                                : "segments are of A-Z a-z 0-9 _ - : @ ~");
            }
        }
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == ':'
                || c == '@'
                || c == '~';
    }

    static boolean matches(String pattern, String topic) {
        if (topic.charAt(0) == '$' && pattern.charAt(0) == '*') {
            return false;
        }
        int p = 0;
        int t = 0;
        while (true) {
            int pEnd = segmentEnd(pattern, p);
            int tEnd = segmentEnd(topic, t);
            boolean wildcard = pattern.charAt(p) == '*';
            if (wildcard && pEnd - p == 2) {
                return true;
            }
            if (!wildcard && !pattern.regionMatches(p, topic, t, Math.max(pEnd - p, tEnd - t))) {
                return false;
            }
            if (pEnd == pattern.length() || tEnd == topic.length()) {
                return pEnd == pattern.length() && tEnd == topic.length();
            }
            p = pEnd + 1;
            t = tEnd + 1;
        }
    }

    private static int segmentEnd(String s, int from) {
        int dot = s.indexOf('.', from);
        return dot < 0 ? s.length() : dot;
    }

    private static HubException invalid(String name, String rule) {
        return new HubException(ErrorCode.INVALID_TOPIC, "not a valid topic: " + rule, Printable.of(name));
    }
}
