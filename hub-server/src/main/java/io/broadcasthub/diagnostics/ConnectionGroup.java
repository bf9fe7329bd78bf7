package io.broadcasthub.diagnostics;

/**
 * Connections that are alike.
 *
 * @param state what they are in
 * @param transport what they speak
 * @param topics the shape of their first topic, {@code -} for none
 */
public record ConnectionGroup(String state, String transport, String topics) {
    /** What is beyond the groups that are told apart. */
    public static final ConnectionGroup OTHERS = new ConnectionGroup("*", "*", "*");

    /** The first segment, with {@code #} for digits: what is the same for {@code user-17.inbox} and {@code user-18.inbox}. */
    public static String shape(String topic) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < topic.length() && topic.charAt(i) != '.'; i++) {
            boolean digit = Character.isDigit(topic.charAt(i));
            if (!digit) {
                shape.append(topic.charAt(i));
            } else if (shape.isEmpty() || shape.charAt(shape.length() - 1) != '#') {
                shape.append('#');
            }
        }
        return shape.toString();
    }
}
